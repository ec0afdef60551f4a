package org.tablao.core.manager;

import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.pluginapi.command.OutcomeClass;

/** How an attempt ends, and what that means for its task and its job. */
final class Endings {
    private final Book book;
    private final Jobs jobs;

    Endings(Book book, Jobs jobs) {
        this.book = book;
        this.jobs = jobs;
    }

    /** Its files are under their final names. */
    void published(Step step, Attempt attempt) {
        attempt.move(AttemptStatus.PUBLISHED);
        step.changed(attempt);
        step.published(attempt);
        book.drop(attempt, step);
        JobRun job = attempt.job;
        TaskRun task = job.open(attempt.task);
        task.ends(OutcomeClass.COMPLETED.wireName(), "", "", step.millis());
        job.move(task, TaskStatus.COMPLETED);
        step.changed(task);
        jobs.release(step, job, task.number);
        jobs.endIfDone(step, job);
        if (!job.status.ended()) {
            book.rank(job, step);
        }
    }

    /** It ended in another way. */
    void notCompleted(Step step, Attempt attempt, OutcomeClass outcome, String reason, String hint) {
        JobRun job = attempt.job;
        OutcomeClass how = job.cancelWanted && attempt.stop ? OutcomeClass.CANCELLED : outcome;
        attempt.ended(how.wireName(), reason, hint, step.millis());
        attempt.move(statusOf(how));
        step.changed(attempt);
        book.drop(attempt, step);
        TaskRun task = job.open(attempt.task);
        task.ends(how.wireName(), reason, hint, step.millis());
        if (job.cancelWanted) {
            job.move(task, TaskStatus.CANCELLED);
        } else {
            retryOrFail(step, task, attempt, how);
        }
        step.changed(task);
        jobs.endIfDone(step, job);
        if (!job.status.ended()) {
            book.rank(job, step);
        }
    }

    /** Has somebody look where the files of an accepted attempt are; its task stays as it is until that is known. */
    void settle(Step step, Attempt attempt) {
        if (!attempt.settling) {
            attempt.settling = true;
            book.leaseEnds.remove(attempt.leaseId);
            step.settle(attempt);
        }
    }

    private void retryOrFail(Step step, TaskRun task, Attempt attempt, OutcomeClass outcome) {
        JobRun job = attempt.job;
        FailureRules.Next next = FailureRules.after(outcome, task.failures, attempt.number);
        if (next != FailureRules.Next.RETRY && outcome != OutcomeClass.LOST) {
            task.failures++;
        }
        switch (next) {
            case RETRY, RETRY_COUNTED -> {
                if (next == FailureRules.Next.RETRY_COUNTED) {
                    job.failedWorkers.add(attempt.workerId);
                }
                job.move(task, TaskStatus.QUEUED);
                book.index.offer(job.indexed, job.kind(task.number), task.number, task.failures > 0);
            }
            case FAIL -> {
                job.move(task, TaskStatus.FAILED);
                if (job.firstFailure.isEmpty()) {
                    job.firstFailure = firstFailure(job, task);
                }
                jobs.abandonDependents(step, job, task.number);
            }
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
