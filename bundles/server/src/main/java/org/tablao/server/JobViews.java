package org.tablao.server;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.tablao.core.ids.AttemptId;
import org.tablao.core.ids.TaskId;
import org.tablao.core.ids.TaskNumbers;
import org.tablao.core.server.Counts;
import org.tablao.core.server.FrameId;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.LiveJob;
import org.tablao.core.server.ServerState;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.farm.AttemptView;
import org.tablao.nodeapi.farm.FrameCounts;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.TaskCounts;
import org.tablao.nodeapi.farm.TaskView;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.manager.TaskWish;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.TaskRow;

/** Jobs, tasks and attempts as front ends see them. The owner's thread only. */
final class JobViews {
    private final ServerState state;

    JobViews(ServerState state) {
        this.state = state;
    }

    JobView job(JobEntry job) {
        JobRow row = job.row();
        return new JobView(
                row.id(),
                row.name(),
                row.type(),
                row.projectId(),
                state.projects().projectName(row.projectId()),
                row.shotId(),
                state.projects().shotName(row.shotId()),
                row.priority(),
                row.status(),
                row.wanted(),
                row.submittedBy(),
                instant(row.submittedAtMillis()),
                instant(row.startedAtMillis()),
                instant(row.endedAtMillis()),
                row.managerId(),
                state.managers().name(row.managerId()),
                row.reason(),
                job.progress(),
                counts(job.tasks()),
                frameCounts(job.frames()),
                job.lastFrame().map(frame -> FrameId.of(frame).toString()).orElse(""),
                job.details().settings(),
                job.details().scheduling());
    }

    /** A task of a job that is in memory. */
    TaskView task(LiveJob live, int number) {
        return task(live.task(number), live.name(number), live.progress(number));
    }

    /** The same as it is now, made when it is asked for; by any thread. */
    Supplier<TaskView> taskAsOfNow(LiveJob live, int number) {
        TaskRow row = live.task(number);
        String name = live.name(number);
        Optional<TaskProgress> progress = live.progress(number);
        String worker = state.workers().name(row.workerId());
        String wanted = wanted(row);
        return () -> task(row, name, progress, worker, wanted);
    }

    /** @param progress what was told of it, while it runs */
    TaskView task(TaskRow row, String name, Optional<TaskProgress> progress) {
        return task(row, name, progress, state.workers().name(row.workerId()), wanted(row));
    }

    private static TaskView task(
            TaskRow row, String name, Optional<TaskProgress> progress, String worker, String wanted) {
        boolean completed = row.status().equals(TaskStatus.COMPLETED.wireName());
        return new TaskView(
                new TaskId(row.jobId(), row.number()).toString(),
                row.jobId(),
                row.number(),
                name,
                row.status(),
                row.attempt(),
                progress.map(TaskProgress::progress).orElse(completed ? 1.0 : 0.0),
                progress.map(TaskProgress::activity).orElse(""),
                row.workerId(),
                worker,
                instant(row.startedAtMillis()),
                instant(row.endedAtMillis()),
                row.outcome(),
                row.reason(),
                row.hint(),
                row.failures(),
                wanted,
                instant(row.notBeforeMillis()));
    }

    /** What was wanted of it last, until its manager has taken that, and then until it has come true. */
    private String wanted(TaskRow row) {
        return state.wishes().ofJob(row.jobId()).stream()
                .filter(wish -> concerns(wish, row))
                .map(TaskWish::wanted)
                .reduce(row.wanted(), (before, later) -> later);
    }

    private static boolean concerns(TaskWish wish, TaskRow row) {
        return switch (wish.wanted().equals("unblock") ? "none" : wish.subject()) {
            case "all" -> true;
            case "failed" -> row.status().equals(TaskStatus.FAILED.wireName());
            case "none" -> false;
            default -> TaskNumbers.parse(wish.subject()).contains(row.number());
        };
    }

    AttemptView attempt(AttemptRow row) {
        AttemptId id = new AttemptId(row.jobId(), row.taskNumber(), row.number());
        return new AttemptView(
                id.toString(),
                id.taskId().toString(),
                row.number(),
                row.status(),
                row.workerId(),
                state.workers().name(row.workerId()),
                instant(row.leasedAtMillis()),
                instant(row.endedAtMillis()),
                row.runSeconds(),
                row.outcome(),
                row.reason(),
                row.hint(),
                Documents.versions(row.versions()));
    }

    static FrameCounts frameCounts(Counts<FrameStatus> counts) {
        return new FrameCounts(
                (int) counts.total(),
                counts.small(FrameStatus.EXPECTED),
                counts.small(FrameStatus.RENDERING),
                counts.small(FrameStatus.PUBLISHED),
                counts.small(FrameStatus.FAILED),
                counts.small(FrameStatus.SKIPPED),
                counts.small(FrameStatus.MISSING));
    }

    static String instant(long millis) {
        return millis == 0 ? "" : Instant.ofEpochMilli(millis).toString();
    }

    private static TaskCounts counts(Counts<TaskStatus> counts) {
        return new TaskCounts(
                (int) counts.total(),
                counts.small(TaskStatus.WAITING),
                counts.small(TaskStatus.QUEUED),
                counts.small(TaskStatus.RUNNING),
                counts.small(TaskStatus.COMPLETED),
                counts.small(TaskStatus.FAILED),
                counts.small(TaskStatus.CANCELLED),
                counts.small(TaskStatus.PAUSED));
    }
}
