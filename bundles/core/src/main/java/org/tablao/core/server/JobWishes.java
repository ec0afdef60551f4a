package org.tablao.core.server;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.tablao.core.ids.TaskNumbers;
import org.tablao.core.owner.Turn;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.JobWishRow;
import org.tablao.nodeapi.store.TaskRow;

/** What users want of jobs and their tasks. A job's manager makes it so; where there is none it is so at once, or waits for one. */
public final class JobWishes {
    private final JobBook jobs;
    private final WishBook wishes;
    private final FrameDesk frames;
    private final JobLeasing leasing;
    private final ServerWatcher watcher;

    JobWishes(JobBook jobs, WishBook wishes, FrameDesk frames, JobLeasing leasing, ServerWatcher watcher) {
        this.jobs = jobs;
        this.wishes = wishes;
        this.frames = frames;
        this.leasing = leasing;
        this.watcher = watcher;
    }

    /** Wants a job cancelled; no change where it has ended. */
    public void cancel(Turn turn, JobEntry job, long nowMillis) {
        if (job.ended() || job.row().wanted().equals("cancel")) {
            return;
        }
        job.want("cancel");
        if (!job.isLeased()) {
            end(turn, job, nowMillis);
        } else {
            changed(turn, job);
        }
    }

    /** There is no manager that would cancel it. */
    void end(Turn turn, JobEntry job, long nowMillis) {
        frames.close(turn, job, FrameStatus.SKIPPED);
        cancelTasks(turn, job, nowMillis);
        job.end(Transitions.move(job.status(), JobStatus.CANCELLED), nowMillis, "Cancelled by a user.");
        wishes.taken(turn, job.id(), job.row().wishRevision());
        jobs.ended(job);
        changed(turn, job);
    }

    /** Wants that nothing more of a job is begun. */
    public void pause(Turn turn, JobEntry job) {
        if (goesOn(job) && !job.row().wanted().equals("pause")) {
            job.want("pause");
            if (!job.isLeased()) {
                jobs.withdraw(job);
                job.be(JobStatus.PAUSED);
            }
            changed(turn, job);
        }
    }

    /** Wants that a paused job goes on. */
    public void resume(Turn turn, JobEntry job, long nowMillis) {
        if (goesOn(job) && !job.row().wanted().equals("run")) {
            job.want("run");
            if (!job.isLeased()) {
                job.be(JobStatus.QUEUED);
                leasing.offer(job, nowMillis);
            }
            changed(turn, job);
            leasing.match(turn, nowMillis);
        }
    }

    public void prioritize(Turn turn, JobEntry job, int priority) {
        if (job.row().priority() != priority) {
            boolean offered = jobs.withdraw(job);
            job.prioritize(priority);
            if (offered) {
                jobs.offer(job);
            }
            changed(turn, job);
        }
    }

    /**
     * Wants something of tasks of a job that goes on.
     *
     * @param subject task numbers; for {@code unblock} a worker's id
     */
    public void wantOfTasks(Turn turn, JobEntry job, String wanted, String subject) {
        if (goesOn(job)) {
            add(turn, job, wanted, subject);
        }
    }

    /**
     * Wants tasks begun anew. A job that has ended is leased anew for it.
     *
     * @param subject task numbers, {@code all} or {@code failed}
     * @param stored the tasks of the job, where it has let go of them
     */
    public void requeue(Turn turn, JobEntry job, String subject, Optional<LiveJob> stored, long nowMillis) {
        stored.ifPresent(job::take);
        // In either case a new revision: the wish for its tasks is told apart from others by it.
        job.want(job.row().wanted().equals("pause") ? "pause" : "run");
        wishes.add(turn, new JobWishRow(job.id(), job.row().wishRevision(), "requeue", subject));
        if (job.ended()) {
            reopen(turn, job, subject, nowMillis);
        }
        changed(turn, job);
        leasing.match(turn, nowMillis);
    }

    /** A job's manager tells how far it is: wishes that it took are done; those that came too late for it are not. */
    void told(Turn turn, JobEntry job, long wishRevision, long nowMillis) {
        wishes.taken(turn, job.id(), wishRevision);
        if (job.ended()) {
            Optional<String> late = wishes.ofJob(job.id()).stream()
                    .filter(wish -> wish.wanted().equals("requeue"))
                    .map(wish -> wish.subject())
                    .reduce((first, last) -> last);
            if (late.isPresent()) {
                reopen(turn, job, late.get(), nowMillis);
                leasing.match(turn, nowMillis);
            } else {
                wishes.taken(turn, job.id(), job.row().wishRevision());
            }
        }
    }

    /** Where only some of its tasks are begun anew, those that were cancelled with the job have to say so themselves. */
    private void reopen(Turn turn, JobEntry job, String subject, long nowMillis) {
        LiveJob live = job.live().orElseThrow();
        IntPredicate chosen = chosen(subject);
        for (int number = 1; number <= live.size(); number++) {
            if (live.isUnbegun(number) && !chosen.test(number)) {
                TaskRow row = cancelled(job, live.task(number), job.row().endedAtMillis());
                live.put(row);
                write(turn, live, row);
            }
        }
        live.cancelUnbegun(false, job.tasks());
        job.reopen();
        jobs.reopened(job);
        leasing.offer(job, nowMillis);
        turn.update(job.row());
        watcher.job(turn, job, true);
    }

    private void add(Turn turn, JobEntry job, String wanted, String subject) {
        job.want(job.row().wanted());
        wishes.add(turn, new JobWishRow(job.id(), job.row().wishRevision(), wanted, subject));
        changed(turn, job);
    }

    private void changed(Turn turn, JobEntry job) {
        turn.update(job.row());
        watcher.job(turn, job, true);
        leasing.wishChanged(turn, job);
    }

    /** Of a job that no manager has: only tasks that have a row, because the job was begun before, need to say so. */
    private static void cancelTasks(Turn turn, JobEntry job, long nowMillis) {
        LiveJob live = job.live().orElseThrow();
        for (TaskRow row : live.openRows()) {
            TaskStatus from = live.status(row.number());
            Transitions.move(from, TaskStatus.CANCELLED);
            TaskRow cancelled = cancelled(job, row, nowMillis);
            job.tasks().move(from, TaskStatus.CANCELLED);
            live.put(cancelled);
            write(turn, live, cancelled);
        }
        live.cancelUnbegun(true, job.tasks());
    }

    private static void write(Turn turn, LiveJob live, TaskRow row) {
        if (live.store(row.number())) {
            turn.insert(row);
        } else {
            turn.update(row);
        }
    }

    private static TaskRow cancelled(JobEntry job, TaskRow row, long atMillis) {
        return new TaskRow(
                job.id(),
                row.number(),
                job.row().epoch(),
                TaskStatus.CANCELLED.wireName(),
                row.attempt(),
                row.failures(),
                row.workerId(),
                "cancelled",
                "The job was cancelled.",
                "",
                row.startedAtMillis(),
                atMillis);
    }

    private static IntPredicate chosen(String subject) {
        return switch (subject) {
            case "all" -> number -> true;
            case "failed" -> number -> false;
            default -> TaskNumbers.parse(subject)::contains;
        };
    }

    /** @throws RefusedException where nothing but to begin it anew can be wanted of it */
    private static boolean goesOn(JobEntry job) {
        if (job.ended()) {
            throw new RefusedException(
                    Refusal.CONFLICT,
                    "Job " + job.id() + " has ended: it is " + job.row().status() + ".",
                    "Requeue it, or tasks of it.");
        }
        if (job.row().wanted().equals("cancel")) {
            throw new RefusedException(
                    Refusal.CONFLICT,
                    "Job " + job.id() + " is being cancelled.",
                    "Requeue it, or tasks of it, to have it run.");
        }
        return true;
    }
}
