package org.tablao.core.manager;

import java.util.Optional;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.pluginapi.command.OutcomeClass;

/** Makes memory of rows. */
final class Loading {
    private final Book book;
    private final Tasks tasks;
    private final Failures failures;
    private final Workers workers;

    Loading(Book book, Tasks tasks, Failures failures, Workers workers) {
        this.book = book;
        this.tasks = tasks;
        this.failures = failures;
        this.workers = workers;
    }

    void load(ManagerRows rows, Step step) {
        book.givenUp = step.nanos();
        rows.grants().forEach(book.grants::restore);
        rows.workers().forEach(row -> workers.restore(row, step));
        rows.jobs().forEach(row -> restore(row, rows));
        rows.tasks().forEach(row -> restore(row, step));
        rows.blocks().forEach(this::restore);
        rows.attempts().forEach(row -> restore(row, step));
        for (JobRun job : book.jobs.values()) {
            if (!job.status.ended()) {
                job.requeueOrphans();
                if (job.isStopping()) {
                    job.cancelUnbegun();
                }
                job.countMet();
                tasks.queue(job, step);
                book.serverLease.restored(book.setup.terms().workSeconds(), step.nanos());
            }
        }
        book.index.takeGained();
    }

    private void restore(LeasedJobRow row, ManagerRows rows) {
        JobLease lease = book.setup.codec().lease(row.lease());
        JobStatus status = Status.ofWireName(JobStatus.class, row.status());
        JobRun job = status.ended() ? new JobRun(lease) : new JobRun(lease, planOf(row, rows), book.index);
        job.status = status;
        job.wanted = JobWanted.ofWireName(row.wanted());
        job.wishRevision = row.wishRevision();
        job.priority = row.priority();
        job.reason = row.reason();
        job.startedAtMillis = row.startedAtMillis();
        job.endedAtMillis = row.endedAtMillis();
        job.finalSequence = rows.lastSequence();
        job.stored = true;
        book.jobs.put(job.id(), job);
    }

    /** It holds what it held; one that was kept ahead has a slot by now if one is free. */
    private void place(Attempt attempt, WorkerRun worker) {
        boolean late = attempt.ahead
                && worker.occupancy().usedSlots() >= worker.occupancy().slots();
        if (attempt.fillsSlot() && !late) {
            book.holdings.hold(attempt, worker);
        } else {
            attempt.waits = attempt.fillsSlot();
        }
    }

    private static JobPlan planOf(LeasedJobRow row, ManagerRows rows) {
        JobPlan plan = rows.plans().get(row.planSha256());
        if (plan == null) {
            throw new IllegalStateException(
                    "the plan " + row.planSha256() + " of job " + row.jobId() + " is not there");
        }
        return plan;
    }

    private void restore(TaskRow row, Step step) {
        JobRun job = book.jobs.get(row.jobId());
        if (job == null || job.status.ended()) {
            return;
        }
        TaskRun task = TaskRun.of(job, row);
        job.restore(task);
        failures.restore(step, task);
        if (task.status == TaskStatus.FAILED && job.firstFailure.isEmpty()) {
            job.firstFailure = Endings.firstFailure(job, task);
        }
    }

    private void restore(AttemptRow row, Step step) {
        JobRun job = book.jobs.get(row.jobId());
        if (job == null || job.status.ended()) {
            return;
        }
        Attempt attempt = Attempt.of(job, row, book.setup.codec());
        book.attempts.put(attempt.leaseId, attempt);
        job.restore(attempt);
        Optional.ofNullable(book.workers.get(attempt.workerId)).ifPresent(worker -> {
            worker.attempts.add(attempt);
            place(attempt, worker);
        });
        stopAgain(job, attempt);
        book.renew(attempt, step);
    }

    private static void stopAgain(JobRun job, Attempt attempt) {
        if (!attempt.fillsSlot()) {
            return;
        }
        TaskWanted wanted = job.open(attempt.task).wanted;
        if (job.wanted == JobWanted.PAUSE || wanted == TaskWanted.PAUSE) {
            attempt.handBackUnstarted();
        } else if (job.isStopping() || wanted == TaskWanted.CANCEL) {
            attempt.stop(
                    OutcomeClass.CANCELLED,
                    job.wanted == JobWanted.STOP ? Jobs.STOPPED : "It was cancelled by a user.");
        } else if (wanted == TaskWanted.REQUEUE) {
            attempt.stop(OutcomeClass.INTERRUPTED, "A user had the task begun anew.");
        }
    }

    private void restore(BlockRow row) {
        Optional.ofNullable(book.jobs.get(row.jobId()))
                .filter(job -> !job.status.ended())
                .ifPresent(job -> restore(row, job));
    }

    private static void restore(BlockRow row, JobRun job) {
        job.blocks.restore(row);
        if (row.failures() > 0) {
            job.failedWorkers.add(row.workerId());
        }
    }
}
