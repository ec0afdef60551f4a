package org.tablao.core.manager;

import java.util.Optional;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.TaskRow;

/** Makes memory of rows. */
final class Loading {
    private final Book book;
    private final Jobs jobs;
    private final Workers workers;

    Loading(Book book, Jobs jobs, Workers workers) {
        this.book = book;
        this.jobs = jobs;
        this.workers = workers;
    }

    void load(ManagerRows rows, Step step) {
        rows.grants().forEach(book.grants::restore);
        rows.workers().forEach(row -> workers.restore(row, step));
        rows.jobs().forEach(row -> restore(row, rows));
        rows.tasks().forEach(this::restore);
        rows.attempts().forEach(row -> restore(row, step));
        for (JobRun job : book.jobs.values()) {
            if (!job.status.ended()) {
                job.requeueOrphans();
                job.countMet();
                jobs.queue(job, step);
            }
        }
        book.index.takeGained();
    }

    private void restore(LeasedJobRow row, ManagerRows rows) {
        JobLease lease = book.setup.codec().lease(row.lease());
        JobStatus status = Status.ofWireName(JobStatus.class, row.status());
        JobRun job = status.ended() ? new JobRun(lease) : new JobRun(lease, planOf(row, rows), book.index);
        job.status = status;
        job.cancelWanted = row.wanted().equals("cancel");
        job.wishRevision = row.wishRevision();
        job.priority = row.priority();
        job.reason = row.reason();
        job.startedAtMillis = row.startedAtMillis();
        job.endedAtMillis = row.endedAtMillis();
        job.finalSequence = rows.lastSequence();
        job.stored = true;
        book.jobs.put(job.id(), job);
    }

    private static JobPlan planOf(LeasedJobRow row, ManagerRows rows) {
        JobPlan plan = rows.plans().get(row.planSha256());
        if (plan == null) {
            throw new IllegalStateException(
                    "the plan " + row.planSha256() + " of job " + row.jobId() + " is not there");
        }
        return plan;
    }

    private void restore(TaskRow row) {
        JobRun job = book.jobs.get(row.jobId());
        if (job == null || job.status.ended()) {
            return;
        }
        TaskRun task = TaskRun.of(job, row);
        job.restore(task);
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
        attempt.stop = job.cancelWanted && attempt.fillsSlot();
        book.attempts.put(attempt.leaseId, attempt);
        job.live.add(attempt);
        Optional.ofNullable(book.workers.get(attempt.workerId)).ifPresent(worker -> worker.attempts.add(attempt));
        book.renew(attempt, step);
    }
}
