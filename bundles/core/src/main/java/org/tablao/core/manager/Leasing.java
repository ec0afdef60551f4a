package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tablao.core.index.CapabilitySet;
import org.tablao.core.index.IndexedJob;
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
    private final Endings endings;
    private final Set<WorkerRun> parked = new LinkedHashSet<>();

    Leasing(Book book, Workers workers, Endings endings) {
        this.book = book;
        this.workers = workers;
        this.endings = endings;
    }

    List<TaskLease> available(Step step, WorkerRun worker, Availability availability, long waitNanos) {
        unpark(worker);
        workers.heard(step, worker, waitNanos);
        workers.offers(step, worker, availability);
        workers.endOfEarlierStart(step, worker, availability.held());
        List<TaskLease> leases = givenButNotHeld(step, worker, availability.held());
        int wanted = Math.min(availability.freeSlots() - leases.size(), worker.freeSlots());
        leases.addAll(assign(step, worker, wanted, step.nanos()));
        if (leases.isEmpty() && waitNanos > 0 && worker.status.takesWork()) {
            worker.park(availability.freeSlots(), step.nanos());
            parked.add(worker);
        }
        return leases;
    }

    void unpark(WorkerRun worker) {
        worker.unpark();
        parked.remove(worker);
    }

    /** The answer that brought them was lost on the way: the same again, as of now. */
    private List<TaskLease> givenButNotHeld(Step step, WorkerRun worker, List<String> held) {
        List<TaskLease> leases = new ArrayList<>();
        for (Attempt attempt : List.copyOf(worker.attempts)) {
            if (!attempt.fillsSlot() || held.contains(attempt.leaseId)) {
                continue;
            }
            if (attempt.stop) {
                endings.notCompleted(step, attempt, attempt.stopAs, attempt.stopReason, "");
            } else {
                leases.add(again(step, attempt));
            }
        }
        return leases;
    }

    TaskLease again(Step step, Attempt attempt) {
        book.renew(attempt, step);
        return leaseOf(attempt, 0);
    }

    /** Up to so many tasks for a worker that asked at that time. */
    List<TaskLease> assign(Step step, WorkerRun worker, int most, long askedNanos) {
        List<TaskLease> leases = new ArrayList<>();
        if (!worker.status.takesWork()) {
            return leases;
        }
        Optional<CapabilitySet> kind = worker.kind();
        while (kind.isPresent() && leases.size() < most) {
            Optional<TaskIndex.Pick> pick =
                    book.index.take(kind.get(), (job, tasks) -> leavesRetriesToOthers(worker, job, tasks));
            if (pick.isEmpty()) {
                break;
            }
            Attempt attempt = lease(step, worker, pick.get());
            leases.add(leaseOf(attempt, step.nanos() - askedNanos));
        }
        return leases;
    }

    /** Gives what was queued meanwhile to the workers that wait, the longest waiting first. */
    void serveParked(Step step) {
        for (RequirementClass tasks : book.index.takeGained()) {
            for (WorkerRun worker : parked.isEmpty() ? List.<WorkerRun>of() : List.copyOf(parked)) {
                if (!book.index.hasQueued(tasks)) {
                    break;
                }
                serve(step, worker, tasks);
            }
        }
    }

    private void serve(Step step, WorkerRun worker, RequirementClass tasks) {
        Optional<WorkerRun.Parked> call = worker.parked();
        if (call.isEmpty() || worker.kind().isEmpty()) {
            unpark(worker);
            return;
        }
        if (!book.index.admits(tasks, worker.kind().get())) {
            return;
        }
        int wanted = Math.min(call.get().freeSlots(), worker.freeSlots());
        List<TaskLease> leases = assign(step, worker, wanted, call.get().askedNanos());
        if (!leases.isEmpty()) {
            unpark(worker);
            step.deliver(worker.id, leases);
        }
    }

    private Attempt lease(Step step, WorkerRun worker, TaskIndex.Pick pick) {
        JobRun job = book.jobs.get(pick.job().id());
        TaskRun task = job.open(pick.task());
        task.starts(worker.id, step.millis());
        job.move(task, TaskStatus.RUNNING);
        step.changed(task);
        Attempt attempt = new Attempt(job, task.number, task.attempt, job.epoch(), worker.id, step.millis());
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
                book.setup.terms().leaseSeconds() + waitedNanos / 1e9);
    }

    /** One that failed on this worker may do better on another, where there is one. */
    private boolean leavesRetriesToOthers(WorkerRun worker, IndexedJob indexed, RequirementClass tasks) {
        JobRun job = book.jobs.get(indexed.id());
        if (!job.failedWorkers.contains(worker.id)) {
            return false;
        }
        long failing = job.failedWorkers.stream()
                .map(book.workers::get)
                .filter(other -> other != null
                        && other.kind()
                                .filter(kind -> book.index.admits(tasks, kind))
                                .isPresent())
                .count();
        return book.index.workersFor(tasks) > failing;
    }

    static boolean isUnstarted(Attempt attempt) {
        return attempt.status == AttemptStatus.LEASED;
    }
}
