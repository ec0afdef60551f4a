package org.tablao.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tablao.core.ids.TaskId;
import org.tablao.core.server.FrameId;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.ManagerEntry;
import org.tablao.core.server.ServerState;
import org.tablao.core.server.ShotEntry;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.ManagerStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.WorkerStatus;
import org.tablao.nodeapi.farm.FarmView;
import org.tablao.nodeapi.farm.FrameView;
import org.tablao.nodeapi.farm.ManagerView;
import org.tablao.nodeapi.farm.ProjectView;
import org.tablao.nodeapi.farm.ShotView;
import org.tablao.nodeapi.farm.WorkerView;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.store.WorkerWishRow;
import org.tablao.nodeapi.worker.Capability;

/** The farm, its nodes, shots and frames as front ends see them. The owner's thread only. */
final class FarmViews {
    private final ServerState state;
    /** A worker is shown several times a second while it works, and what it says of itself seldom changes. */
    private final Map<String, HostFacts> hosts = new HashMap<>();

    private final Map<String, List<Capability>> capabilities = new HashMap<>();

    FarmViews(ServerState state) {
        this.state = state;
    }

    FarmView farm() {
        Collection<JobEntry> jobs = state.jobs().active();
        long workers = workers(WorkerStatus.IDLE) + workers(WorkerStatus.BUSY) + workers(WorkerStatus.DRAINING);
        long managers = state.managers().all().stream()
                .filter(manager -> manager.status() == ManagerStatus.AVAILABLE)
                .count();
        long running = tasks(jobs, TaskStatus.RUNNING);
        long left = running
                + tasks(jobs, TaskStatus.WAITING)
                + tasks(jobs, TaskStatus.QUEUED)
                + tasks(jobs, TaskStatus.PAUSED);
        long leased =
                jobs.stream().filter(job -> job.row().status().equals("active")).count();
        return new FarmView(
                status(managers == 0 || workers == 0, running, left),
                (int) workers,
                (int) workers(WorkerStatus.BUSY),
                (int) managers,
                (int) leased,
                (int) jobs.stream()
                        .filter(job -> job.row().status().equals("queued"))
                        .count(),
                (int) running,
                (int) left,
                published());
    }

    WorkerView worker(WorkerRow row) {
        WorkerWishRow wish = state.workerWishes().of(row);
        return new WorkerView(
                row.id(),
                row.name(),
                row.managerId(),
                state.managers().name(row.managerId()),
                row.status(),
                row.slots(),
                state.workers().runs(row.id()),
                JobViews.instant(row.joinedAtMillis()),
                JobViews.instant(row.seenAtMillis()),
                hosts.computeIfAbsent(row.host(), Documents::host),
                capabilities.computeIfAbsent(row.capabilities(), Documents::capabilities),
                wish.wanted(),
                wish.schedule());
    }

    ManagerView manager(ManagerEntry manager) {
        ManagerRow row = manager.row();
        return new ManagerView(
                row.id(),
                row.name(),
                row.status(),
                row.url(),
                state.jobs().leasedTo(row.id()).size(),
                state.workers().of(row.id()),
                manager.freeSlots(),
                JobViews.instant(row.joinedAtMillis()),
                JobViews.instant(row.seenAtMillis()),
                Documents.host(row.host()));
    }

    ProjectView project(ProjectRow row) {
        return new ProjectView(
                row.id(),
                row.name(),
                JobViews.instant(row.createdAtMillis()),
                state.projects().shotsOf(row.id()),
                row.guaranteed(),
                row.burst());
    }

    ShotView shot(ShotEntry shot) {
        return new ShotView(
                shot.row().id(),
                shot.row().projectId(),
                state.projects().projectName(shot.row().projectId()),
                shot.row().name(),
                JobViews.instant(shot.row().createdAtMillis()),
                JobViews.frameCounts(shot.frames()),
                shot.lastFrame().map(frame -> FrameId.of(frame).toString()).orElse(""));
    }

    FrameView frame(FrameRow row) {
        return new FrameView(
                FrameId.of(row).toString(),
                row.projectId(),
                row.shotId(),
                state.projects().shotName(row.shotId()),
                row.jobId(),
                new TaskId(row.jobId(), row.taskNumber()).toString(),
                row.attempt(),
                row.layer(),
                row.number(),
                row.name(),
                row.path(),
                row.status(),
                JobViews.instant(row.renderedAtMillis()),
                row.renderSeconds(),
                row.engine(),
                row.engineVersion(),
                row.workerId(),
                state.workers().name(row.workerId()),
                row.width(),
                row.height(),
                row.peakMemoryBytes(),
                row.sizeBytes(),
                row.sha256(),
                row.thumbnail(),
                row.thumbnailType(),
                row.thumbnailSha256());
    }

    private static String status(boolean inoperable, long running, long left) {
        if (running > 0) {
            return "active";
        }
        if (inoperable) {
            return "inoperable";
        }
        return left > 0 ? "waiting" : "idle";
    }

    private long workers(WorkerStatus status) {
        return state.workers().all().stream()
                .filter(worker -> Status.ofWireName(WorkerStatus.class, worker.status()) == status)
                .count();
    }

    private static long tasks(Collection<JobEntry> jobs, TaskStatus status) {
        return jobs.stream().mapToLong(job -> job.tasks().of(status)).sum();
    }

    private long published() {
        return state.projects().shots().stream()
                .mapToLong(shot -> shot.frames().of(FrameStatus.PUBLISHED))
                .sum();
    }
}
