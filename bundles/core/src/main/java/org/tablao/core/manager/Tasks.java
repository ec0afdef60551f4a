package org.tablao.core.manager;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.tablao.core.gates.Question;
import org.tablao.core.ids.TaskId;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.pluginapi.command.OutcomeClass;

/** Tasks that do not run: queued, waiting, paused, cancelled, begun anew. */
final class Tasks {
    private final Book book;

    Tasks(Book book) {
        this.book = book;
    }

    /** Puts all queued tasks of a job into the index, if it leases. */
    void queue(JobRun job, Step step) {
        for (int number = 1; number <= job.size() && job.leases(); number++) {
            offer(job, number);
        }
        book.rank(job, step);
    }

    /** A task may be leased, unless its job or a gate keeps it back. */
    void offer(JobRun job, int number) {
        boolean retry = job.hasFailed(number);
        if (job.leases() && book.gates.openForTask(new Question(0, 0).about(job).about(number, retry))) {
            book.index.offer(job.indexed, job.kind(number), number, retry);
        }
    }

    void withdraw(JobRun job, int number) {
        book.index.withdraw(job.indexed, job.kind(number), number);
        wake(job, number);
    }

    /** A retry is not to be leased before so many nanoseconds have passed. */
    void rest(JobRun job, int number, long untilNanos) {
        job.rest(number);
        book.retries.set(new TaskId(job.id(), number), untilNanos);
    }

    private void wake(JobRun job, int number) {
        if (job.wake(number)) {
            book.retries.remove(new TaskId(job.id(), number));
        }
    }

    /** Retries whose pause is over. */
    void endPauses(Step step) {
        for (TaskId id : book.retries.due(step.nanos())) {
            JobRun job = book.jobs.get(id.jobId());
            if (job != null && job.wake(id.number()) && job.status(id.number()) == TaskStatus.QUEUED) {
                offer(job, id.number());
            }
        }
    }

    /** A task that does not run is cancelled. */
    void cancel(Step step, JobRun job, int number, String reason) {
        withdraw(job, number);
        TaskRun task = job.open(number);
        task.ends(OutcomeClass.CANCELLED.wireName(), reason, "", step.millis());
        job.move(task, TaskStatus.CANCELLED);
        step.changed(task);
    }

    /** A task that does not run rests until it is to go on. */
    void pause(Step step, JobRun job, int number) {
        withdraw(job, number);
        TaskRun task = job.open(number);
        job.move(task, TaskStatus.PAUSED);
        step.changed(task);
    }

    /** A task is completed: what waited for it alone is queued. */
    void release(Step step, JobRun job, int completed) {
        for (int number : job.dependents(completed)) {
            if (job.met(number) && job.status(number) == TaskStatus.WAITING) {
                enqueue(step, job, number);
            }
        }
    }

    /** A task waits for nothing but a worker. */
    void enqueue(Step step, JobRun job, int number) {
        TaskRun task = job.open(number);
        job.move(task, TaskStatus.QUEUED);
        step.changed(task);
        offer(job, number);
    }

    /** A task will not be completed: what waits for it will never run. */
    void abandonDependents(Step step, JobRun job, int ended, String how) {
        Deque<Integer> left = new ArrayDeque<>(List.of(ended));
        while (!left.isEmpty()) {
            for (int number : job.dependents(left.pop())) {
                TaskStatus status = job.status(number);
                if (status == TaskStatus.WAITING || (status == TaskStatus.PAUSED && !job.isMet(number))) {
                    cancel(step, job, number, "It waits for task " + ended + ", which " + how + ".");
                    left.push(number);
                }
            }
        }
    }

    /** What waits for a task that ended without being completed would wait for ever: it is cancelled, until that is begun anew. */
    void abandonHopeless(Step step, JobRun job) {
        boolean none = job.count(TaskStatus.WAITING) + job.count(TaskStatus.PAUSED) == 0;
        // A task waits only for tasks before it: one pass meets each after all that it waits for.
        for (int number = 1; number <= job.size() && !none; number++) {
            if (job.status(number) == TaskStatus.WAITING || job.status(number) == TaskStatus.PAUSED) {
                int waiting = number;
                job.planned(number).dependsOn().stream()
                        .filter(other -> job.status(other).ended() && job.status(other) != TaskStatus.COMPLETED)
                        .findFirst()
                        .ifPresent(other -> cancel(step, job, waiting, abandoned(job, other)));
            }
        }
    }

    private static String abandoned(JobRun job, int ended) {
        return "It waits for task " + ended + ", which "
                + (job.status(ended) == TaskStatus.FAILED ? "failed" : "was cancelled") + ".";
    }

    /** Begins tasks anew, and with them what was cancelled because it waited for them. */
    void requeue(Step step, JobRun job, IntPredicate chosen) {
        BitSet again = withAbandoned(job, chosen);
        for (int number = again.nextSetBit(0); number >= 0; number = again.nextSetBit(number + 1)) {
            requeue(step, job, number);
        }
        job.countMet();
        for (int number = 1; number <= job.size(); number++) {
            TaskStatus status = job.status(number);
            if (status == TaskStatus.WAITING && job.isMet(number)) {
                enqueue(step, job, number);
            } else if (status == TaskStatus.QUEUED && !job.isMet(number)) {
                withdraw(job, number);
                TaskRun task = job.open(number);
                job.move(task, TaskStatus.WAITING);
                step.changed(task);
            }
        }
        abandonHopeless(step, job);
    }

    private static BitSet withAbandoned(JobRun job, IntPredicate chosen) {
        BitSet again = new BitSet();
        // A task waits only for tasks before it: one pass meets each after all that it waits for.
        for (int number = 1; number <= job.size(); number++) {
            boolean abandoned = job.status(number) == TaskStatus.CANCELLED
                    && job.planned(number).dependsOn().stream().anyMatch(again::get);
            if (chosen.test(number) || abandoned) {
                again.set(number);
            }
        }
        return again;
    }

    private void requeue(Step step, JobRun job, int number) {
        TaskStatus status = job.status(number);
        boolean untouched = job.isUnbegun(number) && !status.ended();
        if (untouched) {
            return;
        }
        TaskRun task = job.open(number);
        step.changed(task);
        if (status == TaskStatus.RUNNING) {
            task.wanted = TaskWanted.REQUEUE;
            attemptOf(job, number)
                    .filter(attempt -> attempt.status != AttemptStatus.ACCEPTED)
                    .ifPresent(attempt -> attempt.stop(OutcomeClass.INTERRUPTED, "A user had the task begun anew."));
            return;
        }
        if (status == TaskStatus.QUEUED) {
            withdraw(job, number);
            task.beginsAnew();
            offer(job, number);
        } else if (status == TaskStatus.WAITING) {
            task.beginsAnew();
        } else {
            again(job, task);
        }
    }

    /** A task that has ended, or rests, is as at its beginning, its attempts' numbers aside. */
    void again(JobRun job, TaskRun task) {
        task.beginsAnew();
        if (job.planned(task.number).dependsOn().isEmpty()) {
            job.move(task, TaskStatus.QUEUED);
            offer(job, task.number);
        } else {
            job.move(task, TaskStatus.WAITING);
        }
    }

    /** The attempt at a task that has not ended. */
    static Optional<Attempt> attemptOf(JobRun job, int number) {
        return job.live.stream().filter(attempt -> attempt.task == number).findFirst();
    }
}
