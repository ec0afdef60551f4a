package org.tablao.core.server;

import java.util.List;
import java.util.Optional;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.JobWishRow;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.nodeapi.store.LimitShareRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.ShotRow;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.store.WorkerWishRow;

/**
 * What the store has, as the state takes it in.
 *
 * @param lastFrame the newest published frame that has a thumbnail
 */
public record Snapshot(
        List<ProjectRow> projects,
        List<ShotRow> shots,
        List<LoadedJob> jobs,
        List<ManagerRow> managers,
        List<WorkerRow> workers,
        List<LimitRow> limits,
        List<LimitShareRow> limitShares,
        List<JobWishRow> jobWishes,
        List<WorkerWishRow> workerWishes,
        List<BlockRow> blocks,
        Optional<FrameRow> lastFrame) {

    /**
     * A job of the store.
     *
     * @param tasks by status
     * @param frames by status
     * @param live its tasks and frames, where it has not ended
     */
    public record LoadedJob(
            JobRow row,
            JobDetails details,
            Counts<TaskStatus> tasks,
            Counts<FrameStatus> frames,
            Optional<LiveJob> live) {}
}
