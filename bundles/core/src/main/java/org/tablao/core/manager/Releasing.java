package org.tablao.core.manager;

import java.util.List;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.pluginapi.command.OutcomeClass;

/** Jobs that are not this manager's any more, or of which it does not know whether they are. */
final class Releasing {
    private static final String LEASE_OVER = "The manager did not reach its server until its lease had ended.";
    private static final String RELEASED = "The job is not this manager's any more.";

    private final Book book;
    private final Endings endings;

    Releasing(Book book, Endings endings) {
        this.book = book;
        this.endings = endings;
    }

    /**
     * Has all stopped that runs where the lease ended just now. It runs until its worker's next call, or the end of the worker's own
     * lease: until then nothing else may begin in its place.
     */
    void lapse(Step step) {
        if (!book.serverLease.ends(step.nanos())) {
            return;
        }
        for (Attempt attempt : List.copyOf(book.attempts.values())) {
            if (attempt.fillsSlot()) {
                attempt.stop(OutcomeClass.INTERRUPTED, LEASE_OVER);
            }
        }
    }

    /** Goes on with what is still held: looks after the files of attempts whose workers did not confirm meanwhile. */
    void goOn(Step step) {
        for (Attempt attempt : List.copyOf(book.attempts.values())) {
            if (attempt.status == AttemptStatus.ACCEPTED && !book.leaseEnds.contains(attempt.leaseId)) {
                endings.settle(step, attempt);
            }
        }
        // Workers that asked meanwhile wait in vain.
        book.index.gain(any -> true);
    }

    /** The job is somebody else's, up to this epoch. */
    void release(Step step, HeldJob upTo) {
        JobRun job = book.jobs.get(upTo.jobId());
        if (job != null && job.epoch() <= upTo.epoch()) {
            forget(step, job);
            step.forget(job);
        }
    }

    /** Ends its attempts without a word: their files stay unpublished. The job's row is the caller's to change. */
    void forget(Step step, JobRun job) {
        for (Attempt attempt : List.copyOf(job.live)) {
            boolean accepted = attempt.status == AttemptStatus.ACCEPTED;
            attempt.ended(OutcomeClass.INTERRUPTED.wireName(), RELEASED, "", step.millis());
            attempt.move(accepted ? AttemptStatus.FAILED : AttemptStatus.INTERRUPTED);
            step.changed(attempt);
            book.drop(attempt, step);
            TaskRun task = job.open(attempt.task);
            job.move(task, TaskStatus.QUEUED);
            step.changed(task);
        }
        book.index.remove(job.indexed);
        book.jobs.remove(job.id());
        book.givenUp++;
    }
}
