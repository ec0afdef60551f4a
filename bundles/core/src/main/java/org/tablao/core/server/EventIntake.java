package org.tablao.core.server;

import java.util.List;
import java.util.Optional;
import org.tablao.core.owner.Turn;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.WorkerStatus;
import org.tablao.nodeapi.manager.JobState;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;

/**
 * Applies the event streams of managers: in sequence, each event once, and of each only what concerns jobs that the manager
 * has by a lease that is current. Of a manager that writes to the server's own store the rows are there already.
 */
final class EventIntake {
    private final String storeId;
    private final JobBook jobs;
    private final WorkerBook workers;
    private final BlockBook blocks;
    private final FrameDesk frames;
    private final JobWishes wishes;
    private final ServerWatcher watcher;

    EventIntake(String storeId, Books books, FrameDesk frames, JobWishes wishes, ServerWatcher watcher) {
        this.storeId = storeId;
        this.jobs = books.jobs();
        this.workers = books.workers();
        this.blocks = books.blocks();
        this.frames = frames;
        this.wishes = wishes;
        this.watcher = watcher;
    }

    /** Applies what follows on what was applied; answers the last sequence that now is. */
    long apply(Turn turn, ManagerEntry manager, List<ManagerEvent> events, long nowMillis) {
        events.forEach(EventIntake::refuseUnknownWords);
        long applied = manager.row().eventSequence();
        for (ManagerEvent event : events) {
            if (event.sequence() == applied + 1 || (event.restart() && event.sequence() > applied)) {
                apply(turn, manager, event, nowMillis);
                applied = event.sequence();
            } else if (event.sequence() > applied) {
                break;
            }
        }
        if (applied > manager.row().eventSequence()) {
            manager.applied(applied);
            turn.update(manager.row());
        }
        return applied;
    }

    /** Before anything is changed: a manager of another version may know a status that this server does not. */
    private static void refuseUnknownWords(ManagerEvent event) {
        try {
            event.tasks().forEach(task -> Status.ofWireName(TaskStatus.class, task.status()));
            event.jobs().forEach(job -> Status.ofWireName(JobStatus.class, job.status()));
            event.workers().forEach(worker -> Status.ofWireName(WorkerStatus.class, worker.status()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID,
                    "Event " + event.sequence() + " cannot be read: " + e.getMessage() + ".",
                    "Run the same version of Tablao on server and manager.");
        }
    }

    private void apply(Turn turn, ManagerEntry manager, ManagerEvent event, long nowMillis) {
        boolean replica = !manager.row().storeId().equals(storeId);
        event.workers().forEach(row -> worker(turn, row, replica));
        event.attempts().forEach(row -> current(manager, row.jobId(), row.epoch())
                .ifPresent(job -> attempt(turn, job, row, replica)));
        event.frames().forEach(frame -> current(manager, frame.jobId(), frame.epoch())
                .ifPresent(job -> frames.published(turn, job, frame)));
        event.tasks().forEach(row -> current(manager, row.jobId(), row.epoch())
                .ifPresent(job -> task(turn, job, row, replica)));
        event.blocks().forEach(block -> jobs.find(block.jobId())
                .filter(job -> job.row().managerId().equals(manager.id()))
                .ifPresent(job -> block(turn, job, block, replica)));
        event.jobs().forEach(state -> current(manager, state.jobId(), state.epoch())
                .ifPresent(job -> job(turn, job, state, nowMillis)));
    }

    private Optional<JobEntry> current(ManagerEntry manager, String jobId, long epoch) {
        return jobs.find(jobId)
                .filter(job ->
                        job.row().managerId().equals(manager.id()) && job.row().epoch() == epoch);
    }

    private void worker(Turn turn, WorkerRow row, boolean replica) {
        boolean added = workers.put(row);
        write(turn, row, added, replica);
        watcher.worker(turn, row);
    }

    private void attempt(Turn turn, JobEntry job, AttemptRow row, boolean replica) {
        job.live()
                .filter(live -> live.has(row.taskNumber()))
                .ifPresent(live -> write(turn, row, live.putAttempt(row.taskNumber(), row.number()), replica));
    }

    private void task(Turn turn, JobEntry job, TaskRow row, boolean replica) {
        LiveJob live = job.live().filter(known -> known.has(row.number())).orElse(null);
        if (live == null || live.task(row.number()).equals(row)) {
            return;
        }
        TaskRow before = live.task(row.number());
        TaskStatus from = live.status(row.number());
        live.put(row);
        TaskStatus to = live.status(row.number());
        if (to != TaskStatus.RUNNING
                || live.isStored(row.number())
                || !row.wanted().isEmpty()) {
            // That it runs for the first time its live attempt tells, at the manager as here.
            write(turn, row, live.store(row.number()), replica);
        }
        job.tasks().move(from, to);
        workers.moved(before, row);
        boolean anew =
                !before.publishedFrames().isEmpty() && row.publishedFrames().isEmpty();
        if (anew || (from != to && (to == TaskStatus.QUEUED || to == TaskStatus.WAITING))) {
            frames.expectAgain(turn, job, row.number(), row.publishedFrames());
        }
        if (from != to) {
            frames.follow(turn, job, row.number(), to);
        }
        watcher.task(turn, job, row.number());
        watcher.job(turn, job, false);
        touched(turn, before, row);
    }

    /** A worker's view tells what it runs, so it changes with its tasks. */
    private void touched(Turn turn, TaskRow before, TaskRow after) {
        workers.find(after.workerId()).ifPresent(worker -> watcher.worker(turn, worker));
        if (!before.workerId().equals(after.workerId())) {
            workers.find(before.workerId()).ifPresent(worker -> watcher.worker(turn, worker));
        }
    }

    private void job(Turn turn, JobEntry job, JobState state, long nowMillis) {
        boolean ended = job.ended();
        job.mirror(state);
        turn.update(job.row());
        if (job.ended() != ended) {
            job.live().ifPresent(live -> live.cancelUnbegun(job.ended(), job.tasks()));
        }
        if (job.ended() && !ended) {
            frames.close(turn, job, job.status() == JobStatus.CANCELLED ? FrameStatus.SKIPPED : FrameStatus.FAILED);
            jobs.ended(job);
        } else if (ended && !job.ended()) {
            jobs.revived(job);
        }
        wishes.told(turn, job, state.wishRevision(), nowMillis);
        watcher.job(turn, job, true);
    }

    private void block(Turn turn, JobEntry job, BlockRow row, boolean replica) {
        write(turn, row, blocks.put(row), replica);
        watcher.job(turn, job, false);
    }

    private static void write(Turn turn, Row row, boolean added, boolean replica) {
        if (replica && added) {
            turn.insert(row);
        } else if (replica) {
            turn.update(row);
        }
    }
}
