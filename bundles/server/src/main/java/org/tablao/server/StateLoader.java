package org.tablao.server;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tablao.core.ids.IdSource;
import org.tablao.core.server.Counts;
import org.tablao.core.server.LiveJob;
import org.tablao.core.server.Snapshot;
import org.tablao.core.server.Snapshot.LoadedJob;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.FrameQuery;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.JobWishRow;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.nodeapi.store.LimitShareRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.ShotRow;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.store.WorkerWishRow;

/** Reads the state from the store: all of jobs that go on, only the counters of those that have ended. */
final class StateLoader {
    private static final int NEWEST = 200;

    private static final Set<String> LIVE = Arrays.stream(AttemptStatus.values())
            .filter(status -> !status.ended())
            .map(Status::wireName)
            .collect(Collectors.toUnmodifiableSet());

    private final Store store;
    private String highestId = "";

    StateLoader(Store store) {
        this.store = store;
    }

    /** @throws IllegalStateException when the store does not answer */
    Snapshot load() {
        try {
            Map<String, Counts<TaskStatus>> tasks = tallies(TaskStatus.class, store.taskTallies());
            Map<String, Counts<FrameStatus>> frames = tallies(FrameStatus.class, store.frameTallies());
            List<ProjectRow> projects = store.all(ProjectRow.class);
            List<ShotRow> shots = store.all(ShotRow.class);
            projects.forEach(project -> note(project.id()));
            shots.forEach(shot -> note(shot.id()));
            List<LoadedJob> jobs = new ArrayList<>();
            for (JobRow row : store.all(JobRow.class)) {
                note(row.id());
                jobs.add(job(row, tasks, frames));
            }
            return new Snapshot(
                    projects,
                    shots,
                    jobs,
                    store.all(ManagerRow.class),
                    store.all(WorkerRow.class),
                    store.all(LimitRow.class),
                    store.all(LimitShareRow.class),
                    store.all(JobWishRow.class),
                    store.all(WorkerWishRow.class),
                    store.all(BlockRow.class),
                    store.frames(FrameQuery.newest(NEWEST)).stream()
                            .filter(frame -> frame.thumbnail().equals("made"))
                            .findFirst());
        } catch (StoreException e) {
            throw new IllegalStateException("reading the state from the store: " + e.getMessage(), e);
        }
    }

    /** Ids above all that were loaded. */
    IdSource idsAfter(Clock clock) {
        return highestId.isEmpty() ? IdSource.fresh(clock) : IdSource.after(clock, highestId);
    }

    private void note(String id) {
        highestId = id.compareTo(highestId) > 0 ? id : highestId;
    }

    private LoadedJob job(JobRow row, Map<String, Counts<TaskStatus>> tasks, Map<String, Counts<FrameStatus>> frames)
            throws StoreException {
        boolean ended = Status.ofWireName(JobStatus.class, row.status()).ended();
        if (ended) {
            Counts<TaskStatus> counts = tasks.getOrDefault(row.id(), new Counts<>(TaskStatus.class));
            // A task without a row was cancelled with its job.
            counts.add(TaskStatus.CANCELLED, row.taskCount() - counts.total());
            return new LoadedJob(
                    row,
                    Documents.details(row.document()),
                    counts,
                    frames.getOrDefault(row.id(), new Counts<>(FrameStatus.class)),
                    Optional.empty());
        }
        LiveJob live = live(row);
        return new LoadedJob(
                row,
                Documents.details(row.document()),
                live.count(),
                live.frames().count(),
                Optional.of(live));
    }

    /** The tasks and frames of a job. */
    LiveJob live(JobRow row) throws StoreException {
        LiveJob live = new LiveJob(plan(row), store.framesOf(row.id()));
        store.tasks(row.id()).forEach(live::load);
        store.lastAttempts(row.id()).forEach(live::loadLastAttempt);
        store.attempts(row.id(), LIVE).forEach(live::load);
        return live;
    }

    private JobPlan plan(JobRow row) throws StoreException {
        byte[] bytes = store.blob(row.planSha256())
                .orElseThrow(() -> new IllegalStateException("the plan of job " + row.id() + " is not in the store"))
                .bytes();
        return Json.plan(bytes);
    }

    private static <S extends Enum<S> & Status> Map<String, Counts<S>> tallies(
            Class<S> kind, List<Store.Tally> tallies) {
        Map<String, Counts<S>> counts = new HashMap<>();
        for (Store.Tally tally : tallies) {
            counts.computeIfAbsent(tally.jobId(), job -> new Counts<>(kind))
                    .add(Status.ofWireName(kind, tally.status()), tally.count());
        }
        return counts;
    }
}
