package org.tablao.nodeapi.manager;

import java.util.List;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;

/**
 * One step of a manager, as it was committed: what each thing is now. Applying it twice changes nothing.
 *
 * @param sequence grows by one from 1, per store of the manager
 * @param frames files of attempts that were published with this step
 * @param blocks what each worker's failures of a command in a job are now
 * @param restart events before it may be missing at the server; the manager has given up all jobs that they were about
 */
public record ManagerEvent(
        long sequence,
        long atMillis,
        List<JobState> jobs,
        List<TaskRow> tasks,
        List<AttemptRow> attempts,
        List<WorkerRow> workers,
        List<PublishedFrame> frames,
        List<BlockRow> blocks,
        boolean restart) {

    /** A step that follows on the one before. */
    public ManagerEvent(
            long sequence,
            long atMillis,
            List<JobState> jobs,
            List<TaskRow> tasks,
            List<AttemptRow> attempts,
            List<WorkerRow> workers,
            List<PublishedFrame> frames,
            List<BlockRow> blocks) {
        this(sequence, atMillis, jobs, tasks, attempts, workers, frames, blocks, false);
    }

    /** A step that blocked nobody. */
    public ManagerEvent(
            long sequence,
            long atMillis,
            List<JobState> jobs,
            List<TaskRow> tasks,
            List<AttemptRow> attempts,
            List<WorkerRow> workers,
            List<PublishedFrame> frames) {
        this(sequence, atMillis, jobs, tasks, attempts, workers, frames, List.of());
    }
}
