package org.tablao.core.manager;

import java.util.Optional;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.pluginapi.command.OutcomeClass;

/** Jobs: how they come, and how they end. */
final class Jobs {
    static final String STOPPED = "The job was stopped by its limit of failures.";

    private final Book book;
    private final Tasks tasks;

    Jobs(Book book, Tasks tasks) {
        this.book = book;
        this.tasks = tasks;
    }

    /**
     * Takes a job that is not here.
     *
     * @param before what came of its tasks: it was here, or at another manager, before
     * @param stored whether the store has a row of it
     * @return the job, where it has now begun here
     */
    Optional<JobRun> lease(Step step, JobLease lease, JobPlan plan, EarlierTasks before, boolean stored) {
        if (book.jobs.containsKey(lease.jobId())) {
            return Optional.empty();
        }
        check(plan);
        JobRun job = new JobRun(lease, plan, book.index);
        job.stored = stored;
        book.jobs.put(job.id(), job);
        before.rows().forEach(row -> takeUp(step, job, row, before.stored().contains(row.number())));
        job.countMet();
        step.changed(job);
        tasks.queue(job, step);
        before.rows().forEach(row -> followWanted(step, job, row));
        tasks.abandonHopeless(step, job);
        return Optional.of(job);
    }

    /** What a user wanted of a task that ran elsewhere, and was lost there before it came true. */
    private void followWanted(Step step, JobRun job, TaskRow row) {
        if (row.wanted().isEmpty() || !job.isOpen(row.number())) {
            return;
        }
        TaskRun task = job.open(row.number());
        TaskWanted wanted = task.wanted;
        task.wanted = TaskWanted.NOTHING;
        step.changed(task);
        switch (wanted) {
            case CANCEL -> {
                tasks.cancel(step, job, task.number, "Cancelled by a user.");
                tasks.abandonDependents(step, job, task.number, "was cancelled");
            }
            case PAUSE -> {
                if (task.status != TaskStatus.PAUSED) {
                    tasks.pause(step, job, task.number);
                }
            }
            case REQUEUE -> tasks.requeue(step, job, number -> number == task.number);
            case NOTHING -> {
                // It goes on.
            }
        }
    }

    /** What ran elsewhere does not run here. */
    private static void takeUp(Step step, JobRun job, TaskRow row, boolean stored) {
        TaskRun task = TaskRun.of(job, row);
        task.stored = false;
        job.take(task);
        if (stored) {
            job.stored(task);
        }
        if (task.status == TaskStatus.RUNNING) {
            job.move(task, TaskStatus.QUEUED);
            step.changed(task);
        } else {
            // No news for the server, which may know of very many.
            step.keep(task.row(), stored);
            job.stored(task);
        }
    }

    /** What runs of a job is stopped, the rest is cancelled with it. */
    void stop(Step step, JobRun job, JobWanted why) {
        job.wanted = why;
        step.changed(job);
        book.index.remove(job.indexed);
        String reason = why == JobWanted.CANCEL ? "The job was cancelled." : STOPPED;
        for (int number = 1; number <= job.size(); number++) {
            TaskStatus status = job.status(number);
            if (!job.isUnbegun(number) && !status.ended() && status != TaskStatus.RUNNING) {
                tasks.cancel(step, job, number, reason);
            }
        }
        job.cancelUnbegun();
        job.live.stream()
                .filter(attempt -> attempt.status != AttemptStatus.ACCEPTED)
                .forEach(attempt -> attempt.stop(OutcomeClass.CANCELLED, reason));
        endIfDone(step, job);
    }

    /** Ends the job when all of its tasks have ended. */
    void endIfDone(Step step, JobRun job) {
        if (job.status.ended() || job.left() > 0) {
            return;
        }
        JobStatus end = endOf(job);
        if (end == JobStatus.FAILED) {
            job.reason = whyFailed(job);
        } else if (end == JobStatus.CANCELLED) {
            job.reason = job.wanted == JobWanted.CANCEL ? "Cancelled by a user." : "All of its tasks were cancelled.";
        }
        if (job.status == JobStatus.QUEUED && end == JobStatus.COMPLETED) {
            // Begun anew, and what was left of it cancelled: it ends with what was completed before.
            job.status = Transitions.move(job.status, JobStatus.ACTIVE);
        }
        job.status = Transitions.move(job.status, end);
        job.endedAtMillis = step.millis();
        book.index.remove(job.indexed);
        job.shrink();
        step.changed(job);
    }

    /** What a user cancelled of it is not missing. */
    private static JobStatus endOf(JobRun job) {
        int completed = job.count(TaskStatus.COMPLETED);
        if (completed == job.size()) {
            return JobStatus.COMPLETED;
        }
        if (job.wanted == JobWanted.CANCEL) {
            return JobStatus.CANCELLED;
        }
        if (job.wanted == JobWanted.STOP || job.count(TaskStatus.FAILED) > 0) {
            return JobStatus.FAILED;
        }
        return completed == 0 ? JobStatus.CANCELLED : JobStatus.COMPLETED;
    }

    private static String whyFailed(JobRun job) {
        String counts = job.count(TaskStatus.FAILED) + " of " + job.size() + (job.size() == 1 ? " task" : " tasks")
                + " failed. " + job.firstFailure;
        int limit = job.terms.failureLimit();
        return job.wanted == JobWanted.STOP
                ? "It was stopped at its limit of " + limit + (limit == 1 ? " failed task. " : " failed tasks. ")
                        + counts
                : counts;
    }

    private static void check(JobPlan plan) {
        int number = 1;
        for (PlannedTask task : plan.tasks()) {
            int own = number++;
            boolean ordered = task.dependsOn().stream().allMatch(other -> other >= 1 && other < own);
            if (task.number() != own || !ordered) {
                throw new RefusedException(
                        Refusal.INVALID,
                        "The plan of job " + plan.jobId() + " is malformed at its task " + own + ".",
                        "Number tasks from 1, and let each wait only for those before it.");
            }
        }
        if (plan.tasks().isEmpty()) {
            throw new RefusedException(Refusal.INVALID, "The plan of job " + plan.jobId() + " has no task.", "");
        }
    }
}
