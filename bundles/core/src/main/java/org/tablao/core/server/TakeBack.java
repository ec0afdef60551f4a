package org.tablao.core.server;

import java.util.List;
import org.tablao.core.owner.Turn;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.TaskRow;

/** Takes jobs from managers whose right to them is over. What ran of them waits for another manager, its attempts are lost. */
final class TakeBack {
    private static final String REASON = "Its manager was lost.";

    private final JobBook jobs;
    private final WorkerBook workers;
    private final FrameDesk frames;
    private final ServerWatcher watcher;

    TakeBack(JobBook jobs, WorkerBook workers, FrameDesk frames, ServerWatcher watcher) {
        this.jobs = jobs;
        this.workers = workers;
        this.frames = frames;
        this.watcher = watcher;
    }

    /** Takes all that a manager has. */
    List<JobEntry> all(Turn turn, ManagerEntry manager, long nowMillis) {
        List<JobEntry> taken = jobs.leasedTo(manager.id());
        taken.forEach(job -> take(turn, job, nowMillis));
        return taken;
    }

    void take(Turn turn, JobEntry job, long nowMillis) {
        LiveJob live = job.live().orElseThrow();
        for (TaskRow row : live.openRows()) {
            if (live.status(row.number()) == TaskStatus.RUNNING) {
                lose(turn, job, live, row, nowMillis);
            }
        }
        job.release();
        turn.update(job.row());
        watcher.job(turn, job, true);
    }

    private void lose(Turn turn, JobEntry job, LiveJob live, TaskRow row, long nowMillis) {
        TaskRow queued = new TaskRow(
                row.jobId(),
                row.number(),
                row.epoch(),
                Transitions.move(TaskStatus.RUNNING, TaskStatus.QUEUED).wireName(),
                row.attempt(),
                row.failures(),
                row.workerId(),
                "lost",
                REASON,
                "",
                row.startedAtMillis(),
                nowMillis,
                row.notBeforeMillis(),
                row.memoryBytes(),
                row.wanted(),
                row.publishedFrames());
        live.put(queued);
        live.store(row.number());
        put(turn, queued);
        put(turn, lost(row, nowMillis));
        job.tasks().move(TaskStatus.RUNNING, TaskStatus.QUEUED);
        workers.moved(row, queued);
        frames.follow(turn, job, row.number(), TaskStatus.QUEUED);
        watcher.task(turn, job, row.number());
    }

    private static AttemptRow lost(TaskRow row, long nowMillis) {
        return new AttemptRow(
                row.jobId(),
                row.number(),
                row.attempt(),
                row.epoch(),
                AttemptStatus.LOST.wireName(),
                row.workerId(),
                "lost",
                REASON,
                "",
                row.startedAtMillis(),
                nowMillis,
                0,
                "",
                "");
    }

    /** Where the manager wrote to this store itself, only it knew whether there is a row. */
    private static void put(Turn turn, Row row) {
        turn.delete(row);
        turn.insert(row);
    }
}
