package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tablao.core.gates.Question;
import org.tablao.core.index.Applicant;
import org.tablao.core.index.Ranking;
import org.tablao.core.index.RequirementClass;
import org.tablao.core.index.TaskIndex;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.nodeapi.worker.TaskLease;

/** Gives tasks to workers: to one that asks, and to those whose calls are parked. */
final class Leasing {
    private final Book book;
    private final Workers workers;
    private final Reservations reservations;
    private final Ahead ahead;
    private final Patience patience;

    Leasing(Book book, Workers workers, Reservations reservations) {
        this.book = book;
        this.workers = workers;
        this.reservations = reservations;
        this.ahead = new Ahead(book);
        this.patience = new Patience(book.setup.rules());
    }

    List<TaskLease> available(Step step, WorkerRun worker, Availability availability, long waitNanos) {
        unpark(worker);
        workers.heard(step, worker, waitNanos);
        workers.offers(step, worker, availability);
        workers.endOfEarlierStart(step, worker, availability.held());
        List<TaskLease> leases = givenButNotHeld(step, worker, availability.held());
        worker.occupancy().atMost(availability.freeSlots() - slotsOf(leases));
        leases.addAll(assign(step, worker, step.nanos()));
        worker.occupancy().atMost(Integer.MAX_VALUE);
        if (leases.isEmpty() && waitNanos > 0 && worker.status.takesWork()) {
            book.parking.park(worker, availability.freeSlots(), step.nanos());
        }
        return leases;
    }

    void unpark(WorkerRun worker) {
        book.parking.unpark(worker);
    }

    /** What a worker does next that has just told how an attempt ended. */
    List<TaskLease> next(Step step, WorkerRun worker) {
        return assign(step, worker, step.nanos());
    }

    /** The answer that brought them was lost on the way: the same again, as of now. */
    private List<TaskLease> givenButNotHeld(Step step, WorkerRun worker, List<String> held) {
        List<TaskLease> leases = new ArrayList<>();
        for (Attempt attempt : List.copyOf(worker.attempts)) {
            // One that is to stop is not given again, and not ended either: its worker may have it by an answer that is
            // on its way.
            boolean lost = attempt.fillsSlot() && !attempt.stop && !held.contains(attempt.leaseId);
            if (lost && !book.serverLease.isOver(step.nanos())) {
                leases.add(again(step, attempt));
            }
        }
        return leases;
    }

    TaskLease again(Step step, Attempt attempt) {
        book.renew(attempt, step);
        return leaseOf(attempt, 0);
    }

    /** Whether a task that waits at its worker had better run elsewhere, or later. */
    boolean isWantedBack(Step step, Attempt attempt) {
        return ahead.isWantedBack(step, attempt);
    }

    /** As many tasks as fit on a worker that asked at that time, and some ahead. */
    private List<TaskLease> assign(Step step, WorkerRun worker, long askedNanos) {
        List<TaskLease> leases = new ArrayList<>();
        while (worker.status.takesWork() && worker.occupancy().freeSlots() > 0) {
            Applicant asking = asking(step, worker);
            Optional<TaskIndex.Pick> pick = book.index.first(asking, Ranking.LIVE);
            if (pick.isEmpty()) {
                break;
            }
            compare(step, worker, pick.get(), asking);
            leases.add(leaseOf(lease(step, worker, pick.get(), false), step.nanos() - askedNanos));
        }
        if (leases.isEmpty() && worker.attempts.isEmpty()) {
            return leases;
        }
        for (Optional<TaskIndex.Pick> pick = ahead.next(step, worker);
                pick.isPresent();
                pick = ahead.next(step, worker)) {
            compare(step, worker, pick.get(), ahead.asking(step, worker));
            leases.add(leaseOf(lease(step, worker, pick.get(), true), step.nanos() - askedNanos));
        }
        return leases;
    }

    private void compare(Step step, WorkerRun worker, TaskIndex.Pick pick, Applicant asking) {
        if (book.index.isShadowed()) {
            book.shadow.compared(step, worker, pick, book.index.first(asking, Ranking.SHADOW));
        }
    }

    private Applicant asking(Step step, WorkerRun worker) {
        return new Asking(book.gates, book.question(step), worker);
    }

    /** Gives what was queued or freed meanwhile to the workers that wait, the longest waiting first. */
    void serveParked(Step step) {
        if (book.serverLease.isOver(step.nanos())) {
            return;
        }
        for (WorkerRun worker : book.parking.takeFreed()) {
            serve(step, worker);
        }
        for (RequirementClass tasks : book.index.takeGained()) {
            if (!book.parking.isEmpty()) {
                serve(step, tasks);
            }
        }
    }

    private void serve(Step step, RequirementClass tasks) {
        Question question = book.question(step).about(tasks);
        long after = -1;
        while (book.gates.openForClass(question)
                && book.index.hasOpen(tasks, project -> book.gates.openForProject(question.about(project)))) {
            Optional<WorkerRun> next = book.parking.next(
                    tasks,
                    after,
                    worker -> book.gates.openForPresence(question.of(worker)) && book.gates.openForRoom(question));
            if (next.isEmpty()) {
                return;
            }
            after = next.get().parked().orElseThrow().place().arrival();
            serve(step, next.get());
        }
    }

    private void serve(Step step, WorkerRun worker) {
        worker.parked().ifPresent(call -> {
            List<TaskLease> leases = assign(step, worker, call.askedNanos());
            if (!leases.isEmpty()) {
                unpark(worker);
                step.deliver(worker.id, leases);
            }
        });
    }

    private Attempt lease(Step step, WorkerRun worker, TaskIndex.Pick pick, boolean waits) {
        book.index.take(pick);
        reservations.served(pick.kind(), worker);
        JobRun job = (JobRun) pick.job().facts();
        TaskRun task = job.open(pick.task());
        task.starts(worker.id, step.millis());
        job.move(task, TaskStatus.RUNNING);
        step.changed(task);
        Attempt attempt = new Attempt(job, task.number, task.attempt, job.epoch(), worker.id, step.millis());
        attempt.ahead = waits;
        attempt.waits = waits;
        if (!waits) {
            attempt.gpus = worker.occupancy().choose(attempt.needs());
            book.holdings.hold(attempt, worker);
        }
        book.attempts.put(attempt.leaseId, attempt);
        job.live.add(attempt);
        worker.attempts.add(attempt);
        step.changed(attempt);
        step.touched(worker);
        book.renew(attempt, step);
        if (job.status == JobStatus.QUEUED) {
            job.status = Transitions.move(job.status, JobStatus.ACTIVE);
            job.startedAtMillis = step.millis();
            step.changed(job);
        }
        book.rank(job, step);
        return attempt;
    }

    /** @param waitedNanos since the worker asked: it counts the lease from then, for it knows no other moment */
    private TaskLease leaseOf(Attempt attempt, long waitedNanos) {
        JobRun job = attempt.job;
        PlannedTask planned = job.planned(attempt.task);
        return new TaskLease(
                attempt.leaseId,
                new LeaseClaim(book.setup.incarnation(), attempt.epoch, attempt.number),
                job.id(),
                job.lease.name(),
                attempt.task,
                planned.name(),
                planned.commands(),
                book.setup.terms().leaseSeconds() + waitedNanos / 1e9,
                attempt.gpus,
                attempt.needs().memoryBytes(),
                patience.taskSeconds(job),
                patience.silentSeconds(job),
                attempt.waits,
                attempt.needs().slots(),
                job.publishedFrames(attempt.task));
    }

    private static int slotsOf(List<TaskLease> leases) {
        return leases.stream()
                .filter(lease -> !lease.ahead())
                .mapToInt(TaskLease::slots)
                .sum();
    }

    static boolean isUnstarted(Attempt attempt) {
        return attempt.status == AttemptStatus.LEASED;
    }
}
