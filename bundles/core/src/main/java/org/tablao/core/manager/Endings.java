package org.tablao.core.manager;

import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.pluginapi.command.OutcomeClass;

/** How an attempt ends, and what that means for its task and its job. */
final class Endings {
    private final Book book;
    private final Jobs jobs;
    private final Tasks tasks;
    private final Failures failures;

    Endings(Book book, Jobs jobs, Tasks tasks, Failures failures) {
        this.book = book;
        this.jobs = jobs;
        this.tasks = tasks;
        this.failures = failures;
    }

    /** Its files are under their final names. */
    void published(Step step, Attempt attempt) {
        if (attempt.gaveWay()) {
            gaveWay(step, attempt);
            return;
        }
        attempt.move(AttemptStatus.PUBLISHED);
        step.changed(attempt);
        step.published(attempt);
        book.drop(attempt, step);
        JobRun job = attempt.job;
        TaskRun task = job.open(attempt.task);
        TaskWanted wanted = task.wanted;
        task.wanted = TaskWanted.NOTHING;
        task.ends(OutcomeClass.COMPLETED.wireName(), "", "", step.millis());
        job.move(task, TaskStatus.COMPLETED);
        step.changed(task);
        tasks.release(step, job, task.number);
        if (wanted == TaskWanted.REQUEUE && !job.isStopping()) {
            tasks.requeue(step, job, number -> number == task.number);
        }
        settleJob(step, job);
    }

    /** Some of its frames are published, the others are queued again. */
    private void gaveWay(Step step, Attempt attempt) {
        attempt.move(AttemptStatus.INTERRUPTED);
        step.changed(attempt);
        step.published(attempt);
        book.drop(attempt, step);
        TaskRun task = attempt.job.open(attempt.task);
        task.published(attempt.files);
        goesOn(step, attempt, task, OutcomeClass.INTERRUPTED);
    }

    /** It ended in another way. */
    void notCompleted(Step step, Attempt attempt, OutcomeClass outcome, String reason, String hint) {
        boolean stopped = attempt.stop && attempt.status != AttemptStatus.ACCEPTED;
        OutcomeClass how = stopped ? attempt.stopAs : outcome;
        String why = stopped ? attempt.stopReason : reason;
        attempt.ended(how.wireName(), why, hint, step.millis());
        attempt.move(statusOf(how));
        step.changed(attempt);
        book.drop(attempt, step);
        goesOn(step, attempt, attempt.job.open(attempt.task), how);
    }

    private void goesOn(Step step, Attempt attempt, TaskRun task, OutcomeClass how) {
        JobRun job = attempt.job;
        TaskWanted wanted = task.wanted;
        task.ends(how.wireName(), attempt.reason, attempt.hint, step.millis());
        if (job.isStopping() || wanted == TaskWanted.CANCEL) {
            job.move(task, TaskStatus.CANCELLED);
        } else if (wanted == TaskWanted.REQUEUE) {
            task.beginsAnew();
            job.move(task, TaskStatus.QUEUED);
            tasks.offer(job, task.number);
        } else {
            failures.after(step, task, attempt, how);
        }
        task.wanted = TaskWanted.NOTHING;
        step.changed(task);
        if (wanted == TaskWanted.CANCEL && !job.isStopping()) {
            tasks.abandonDependents(step, job, task.number, "was cancelled");
        }
        settleJob(step, job);
    }

    private void settleJob(Step step, JobRun job) {
        jobs.endIfDone(step, job);
        if (!job.status.ended()) {
            book.rank(job, step);
        }
    }

    /** Has somebody look where the files of an accepted attempt are; its task stays as it is until that is known. */
    void settle(Step step, Attempt attempt) {
        if (!attempt.settling && !book.serverLease.isOver(step.nanos())) {
            attempt.settling = true;
            book.leaseEnds.remove(attempt.leaseId);
            step.settle(attempt, book.serverLease.nanosLeft(step.nanos()));
        }
    }

    static String firstFailure(JobRun job, TaskRun task) {
        String name = job.planned(task.number).name();
        String reason = task.reason.isEmpty() ? task.outcome : task.reason;
        return "Task " + task.number + (name.isEmpty() ? "" : " (" + name + ")") + ": " + reason;
    }

    private static AttemptStatus statusOf(OutcomeClass outcome) {
        return switch (outcome) {
            case LOST -> AttemptStatus.LOST;
            case INTERRUPTED -> AttemptStatus.INTERRUPTED;
            case CANCELLED -> AttemptStatus.CANCELLED;
            case REFUSED_PARAMETERS -> AttemptStatus.REFUSED;
            case CRASHED, OUT_OF_MEMORY, TIMED_OUT, MISSING_ASSET, BAD_OUTPUT, LICENCE, PLUGIN_FAULT -> AttemptStatus
                    .FAILED;
            case COMPLETED -> throw new IllegalArgumentException("completed is published, not ended");
        };
    }
}
