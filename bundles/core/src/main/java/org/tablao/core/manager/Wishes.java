package org.tablao.core.manager;

import java.util.List;
import java.util.function.IntPredicate;
import org.tablao.core.ids.TaskNumbers;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.manager.TaskWish;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.pluginapi.command.OutcomeClass;

/** Makes what users want of jobs and tasks come true. A wish is taken once, with the row that says so. */
final class Wishes {
    private final Book book;
    private final Jobs jobs;
    private final Tasks tasks;

    Wishes(Book book, Jobs jobs, Tasks tasks) {
        this.book = book;
        this.jobs = jobs;
        this.tasks = tasks;
    }

    /** What was wanted of a job when it came. */
    void begin(Step step, JobRun job) {
        apply(step, job, job.lease.wish(), job.lease.wish().tasks());
    }

    void wish(Step step, Wish wish) {
        JobRun job = book.jobs.get(wish.jobId());
        if (job == null || wish.revision() <= job.wishRevision) {
            return;
        }
        List<TaskWish> fresh = wish.tasks().stream()
                .filter(one -> one.revision() > job.wishRevision)
                .toList();
        if (job.status.ended() && fresh.stream().anyMatch(one -> one.wanted().equals("requeue"))) {
            // Left to the server: when it knows that the job has ended it leases it anew, with this wish.
            return;
        }
        job.wishRevision = wish.revision();
        job.priority = wish.priority();
        job.lease = job.lease.withShare(wish.guaranteed(), wish.burst());
        step.changed(job);
        if (!job.status.ended()) {
            share(job, wish);
            apply(step, job, wish, fresh);
            book.rank(job, step);
        }
    }

    private void share(JobRun job, Wish wish) {
        book.index.project(job.lease.project(), wish.guaranteed(), wish.burst());
        book.index.gain(job.indexed.project());
    }

    private void apply(Step step, JobRun job, Wish wish, List<TaskWish> fresh) {
        fresh.forEach(one -> apply(step, job, one));
        switch (wish.wanted()) {
            case "cancel" -> {
                if (!job.isStopping()) {
                    jobs.stop(step, job, JobWanted.CANCEL);
                }
            }
            case "pause" -> pause(step, job);
            case "run" -> resume(step, job);
            default -> {
                // Of a server that knows more: what it means cannot be guessed.
            }
        }
        jobs.endIfDone(step, job);
    }

    private void pause(Step step, JobRun job) {
        if (job.wanted == JobWanted.RUN) {
            job.wanted = JobWanted.PAUSE;
            book.index.remove(job.indexed);
            job.status = Transitions.move(job.status, JobStatus.PAUSED);
            job.live.forEach(Attempt::handBackUnstarted);
            step.changed(job);
        }
    }

    private void resume(Step step, JobRun job) {
        if (job.wanted == JobWanted.PAUSE) {
            job.wanted = JobWanted.RUN;
            job.status = goingOn(job);
            step.changed(job);
            tasks.queue(job, step);
        }
    }

    private void apply(Step step, JobRun job, TaskWish wish) {
        if (wish.wanted().equals("unblock")) {
            if (job.blocks.unblock(step, wish.subject())) {
                // Who was blocked may be waiting for this.
                tasks.queue(job, step);
            }
            return;
        }
        IntPredicate chosen = chosen(job, wish.subject());
        if (wish.wanted().equals("requeue")) {
            if (job.isStopping()) {
                revive(step, job, chosen);
            }
            tasks.requeue(step, job, chosen);
            return;
        }
        for (int number = 1; number <= job.size(); number++) {
            if (chosen.test(number) && !job.status(number).ended()) {
                apply(step, job, number, wish.wanted());
            }
        }
    }

    private void apply(Step step, JobRun job, int number, String wanted) {
        TaskStatus status = job.status(number);
        if (status == TaskStatus.RUNNING) {
            afterwards(step, job, number, wanted);
        } else if (wanted.equals("cancel")) {
            tasks.cancel(step, job, number, "Cancelled by a user.");
            tasks.abandonDependents(step, job, number, "was cancelled");
        } else if (wanted.equals("pause") && status != TaskStatus.PAUSED) {
            tasks.pause(step, job, number);
        } else if (wanted.equals("run") && status == TaskStatus.PAUSED) {
            goOn(step, job, number);
        }
    }

    private void goOn(Step step, JobRun job, int number) {
        if (job.isMet(number)) {
            tasks.enqueue(step, job, number);
        } else {
            TaskRun task = job.open(number);
            job.move(task, TaskStatus.WAITING);
            step.changed(task);
        }
    }

    /** What is accepted is published first, whatever is wanted. */
    private void afterwards(Step step, JobRun job, int number, String wanted) {
        TaskRun task = job.open(number);
        task.wanted = switch (wanted) {
            case "cancel" -> TaskWanted.CANCEL;
            case "pause" -> TaskWanted.PAUSE;
            default -> TaskWanted.NOTHING;
        };
        step.changed(task);
        if (task.wanted == TaskWanted.PAUSE) {
            Tasks.attemptOf(job, number).ifPresent(Attempt::handBackUnstarted);
        }
        if (task.wanted == TaskWanted.CANCEL) {
            Tasks.attemptOf(job, number)
                    .filter(attempt -> attempt.status != AttemptStatus.ACCEPTED)
                    .ifPresent(attempt -> attempt.stop(OutcomeClass.CANCELLED, "Cancelled by a user."));
        }
    }

    /** A job that is being stopped goes on with some of its tasks; the others stay cancelled. */
    private void revive(Step step, JobRun job, IntPredicate chosen) {
        for (int number = 1; number <= job.size(); number++) {
            if (job.isUnbegun(number) && !chosen.test(number)) {
                TaskRun task = job.open(number);
                task.ends(OutcomeClass.CANCELLED.wireName(), "The job was cancelled.", "", step.millis());
                job.keep(task);
                step.changed(task);
            }
        }
        job.planUnbegun();
        for (Attempt attempt : job.live) {
            TaskRun task = job.open(attempt.task);
            task.wanted = TaskWanted.CANCEL;
            step.changed(task);
        }
        job.wanted = JobWanted.RUN;
        if (job.status == JobStatus.PAUSED) {
            // It rested when it was cancelled.
            job.status = goingOn(job);
        }
        step.changed(job);
        tasks.queue(job, step);
    }

    private static JobStatus goingOn(JobRun job) {
        return Transitions.move(job.status, job.startedAtMillis == 0 ? JobStatus.QUEUED : JobStatus.ACTIVE);
    }

    private static IntPredicate chosen(JobRun job, String subject) {
        return switch (subject) {
            case "all" -> number -> true;
            case "failed" -> number -> job.status(number) == TaskStatus.FAILED;
            default -> TaskNumbers.parse(subject)::contains;
        };
    }
}
