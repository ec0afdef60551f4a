package org.tablao.core.manager;

import java.util.concurrent.TimeUnit;
import org.tablao.core.state.TaskStatus;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.failure.FailedAttempt;
import org.tablao.pluginapi.failure.FailureDecision;

/** What becomes of a task whose attempt did not complete: the policy decides, within what the job says. */
final class Failures {
    private final Book book;
    private final Jobs jobs;
    private final Tasks tasks;

    Failures(Book book, Jobs jobs, Tasks tasks) {
        this.book = book;
        this.jobs = jobs;
        this.tasks = tasks;
    }

    void after(Step step, TaskRun task, Attempt attempt, OutcomeClass outcome) {
        JobRun job = attempt.job;
        if (outcome == OutcomeClass.INTERRUPTED || outcome == OutcomeClass.CANCELLED) {
            retry(job, task);
            return;
        }
        if (outcome == OutcomeClass.LOST) {
            task.losses++;
        } else {
            task.failures++;
            job.failedWorkers.add(attempt.workerId);
            job.blocks.failed(step, task, attempt.workerId, book.setup.rules().blockAfter());
        }
        FailureDecision decision = decide(task, attempt, outcome);
        switch (decision.kind()) {
            case RETRY -> retry(job, task);
            case RETRY_LATER -> {
                task.notBeforeMillis = step.millis() + decision.delay().toMillis();
                tasks.rest(job, task.number, step.nanos() + decision.delay().toNanos());
                retry(job, task);
            }
            case RETRY_WITH_MORE_MEMORY -> {
                task.needs((long) (memoryOf(task, attempt) * decision.memoryFactor()));
                retry(job, task);
            }
            case FAIL -> fail(step, task);
        }
    }

    /** A retry that waited when the process ended: its pause begins anew. */
    void restore(Step step, TaskRun task) {
        if (task.status == TaskStatus.QUEUED && task.notBeforeMillis > 0) {
            long pauseMillis = Math.max(0, task.notBeforeMillis - task.endedAtMillis);
            tasks.rest(task.job, task.number, step.nanos() + TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        }
    }

    private FailureDecision decide(TaskRun task, Attempt attempt, OutcomeClass outcome) {
        int most = task.job.terms.attempts();
        if (most > 0 && task.failures >= most && outcome != OutcomeClass.LOST) {
            return FailureDecision.fail();
        }
        return book.setup.failures().apply(facts(task, attempt, outcome));
    }

    private void retry(JobRun job, TaskRun task) {
        if (task.wanted == TaskWanted.PAUSE) {
            job.move(task, TaskStatus.PAUSED);
        } else {
            job.move(task, TaskStatus.QUEUED);
            tasks.offer(job, task.number);
        }
    }

    private void fail(Step step, TaskRun task) {
        JobRun job = task.job;
        job.move(task, TaskStatus.FAILED);
        if (job.firstFailure.isEmpty()) {
            job.firstFailure = Endings.firstFailure(job, task);
        }
        tasks.abandonDependents(step, job, task.number, "failed");
        int limit = job.terms.failureLimit();
        if (limit > 0 && job.count(TaskStatus.FAILED) >= limit && !job.isStopping()) {
            jobs.stop(step, job, JobWanted.STOP);
        }
    }

    private static String commandOf(TaskRun task) {
        return Blocklist.commandOf(task.job.planned(task.number));
    }

    /** What it was given, else what it was seen to take. */
    private static long memoryOf(TaskRun task, Attempt attempt) {
        long given = task.memoryBytes > 0
                ? task.memoryBytes
                : task.job.planned(task.number).needs().memoryBytes();
        return given > 0 ? given : attempt.peakMemoryBytes;
    }

    private static FailedAttempt facts(TaskRun task, Attempt attempt, OutcomeClass outcome) {
        record Facts(
                OutcomeClass outcome,
                int failures,
                int losses,
                int attempt,
                int mostFailures,
                String jobType,
                String command,
                long memoryBytes)
                implements FailedAttempt {}
        return new Facts(
                outcome,
                task.failures,
                task.losses,
                attempt.number,
                task.job.terms.attempts(),
                task.job.lease.type(),
                commandOf(task),
                memoryOf(task, attempt));
    }
}
