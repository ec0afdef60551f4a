package org.tablao.core.manager;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.PlannedTask;

/** Jobs: how they come, what is wished of them, how they end. */
final class Jobs {
    private final Book book;

    Jobs(Book book) {
        this.book = book;
    }

    /** Takes a job; one that is here already only takes a greater epoch. */
    void lease(Step step, JobLease lease, JobPlan plan) {
        JobRun known = book.jobs.get(lease.jobId());
        if (known != null && lease.epoch() <= known.epoch()) {
            return;
        }
        if (known != null) {
            known.lease = lease;
            step.changed(known);
            return;
        }
        check(plan);
        JobRun job = new JobRun(lease, plan, book.index);
        book.jobs.put(job.id(), job);
        step.changed(job);
        queue(job, step);
        if (lease.wish().wanted().equals("cancel")) {
            cancel(step, job);
        }
    }

    /** Puts all queued tasks into the index. */
    void queue(JobRun job, Step step) {
        for (int number = 1; number <= job.size(); number++) {
            if (job.status(number) == TaskStatus.QUEUED) {
                boolean retry = job.hasFailed(number);
                book.index.offer(job.indexed, job.kind(number), number, retry);
            }
        }
        book.rank(job, step);
    }

    void wish(Step step, Wish wish) {
        JobRun job = book.jobs.get(wish.jobId());
        if (job == null || wish.revision() <= job.wishRevision) {
            return;
        }
        job.wishRevision = wish.revision();
        job.priority = wish.priority();
        step.changed(job);
        if (job.status.ended()) {
            return;
        }
        book.rank(job, step);
        if (wish.wanted().equals("cancel") && !job.cancelWanted) {
            cancel(step, job);
        }
    }

    private void cancel(Step step, JobRun job) {
        job.cancelWanted = true;
        step.changed(job);
        book.index.remove(job.indexed);
        for (int number = 1; number <= job.size(); number++) {
            TaskStatus status = job.status(number);
            if (!status.ended() && status != TaskStatus.RUNNING) {
                cancelTask(step, job, number, "The job was cancelled.");
            }
        }
        for (Attempt attempt : List.copyOf(job.live)) {
            attempt.stop = attempt.status != AttemptStatus.ACCEPTED;
        }
        endIfDone(step, job);
    }

    private void cancelTask(Step step, JobRun job, int number, String reason) {
        TaskRun task = job.open(number);
        task.ends("cancelled", reason, "", step.millis());
        job.move(task, TaskStatus.CANCELLED);
        step.changed(task);
    }

    /** A task is completed: what waited for it alone is queued. */
    void release(Step step, JobRun job, int completed) {
        for (int number : job.dependents(completed)) {
            if (job.met(number) && job.status(number) == TaskStatus.WAITING) {
                TaskRun task = job.open(number);
                job.move(task, TaskStatus.QUEUED);
                step.changed(task);
                book.index.offer(job.indexed, job.kind(number), number, false);
            }
        }
    }

    /** A task has failed for good: what waits for it will never run. */
    void abandonDependents(Step step, JobRun job, int failed) {
        Deque<Integer> left = new ArrayDeque<>(List.of(failed));
        while (!left.isEmpty()) {
            for (int number : job.dependents(left.pop())) {
                if (job.status(number) == TaskStatus.WAITING) {
                    cancelTask(step, job, number, "It waits for task " + failed + ", which failed.");
                    left.push(number);
                }
            }
        }
    }

    /** Ends the job when all of its tasks have ended. */
    void endIfDone(Step step, JobRun job) {
        if (job.status.ended() || job.left() > 0) {
            return;
        }
        int failed = job.count(TaskStatus.FAILED);
        JobStatus end = JobStatus.COMPLETED;
        if (job.count(TaskStatus.COMPLETED) < job.size()) {
            end = job.cancelWanted ? JobStatus.CANCELLED : JobStatus.FAILED;
        }
        if (end == JobStatus.FAILED) {
            job.reason = failed + " of " + job.size() + (job.size() == 1 ? " task" : " tasks") + " failed. "
                    + job.firstFailure;
        } else if (end == JobStatus.CANCELLED) {
            job.reason = "Cancelled by a user.";
        }
        job.status = Transitions.move(job.status, end);
        job.endedAtMillis = step.millis();
        book.index.remove(job.indexed);
        job.shrink();
        step.changed(job);
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
