package org.tablao.core.state;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which status may follow which: every change of a status goes through {@link #move}. */
public final class Transitions {
    private static final Map<Status, Set<Status>> NEXT = new HashMap<>();

    static {
        from(
                JobStatus.QUEUED,
                JobStatus.ACTIVE,
                JobStatus.PAUSED,
                JobStatus.COMPLETED,
                JobStatus.FAILED,
                JobStatus.CANCELLED);
        from(
                JobStatus.ACTIVE,
                JobStatus.QUEUED,
                JobStatus.PAUSED,
                JobStatus.COMPLETED,
                JobStatus.FAILED,
                JobStatus.CANCELLED);
        from(
                JobStatus.PAUSED,
                JobStatus.QUEUED,
                JobStatus.ACTIVE,
                JobStatus.COMPLETED,
                JobStatus.FAILED,
                JobStatus.CANCELLED);
        from(JobStatus.COMPLETED, JobStatus.QUEUED, JobStatus.ACTIVE, JobStatus.PAUSED, JobStatus.ARCHIVED);
        from(
                JobStatus.FAILED,
                JobStatus.QUEUED,
                JobStatus.ACTIVE,
                JobStatus.PAUSED,
                JobStatus.CANCELLED,
                JobStatus.ARCHIVED);
        from(JobStatus.CANCELLED, JobStatus.QUEUED, JobStatus.ACTIVE, JobStatus.PAUSED, JobStatus.ARCHIVED);
        from(JobStatus.ARCHIVED);

        from(TaskStatus.WAITING, TaskStatus.QUEUED, TaskStatus.CANCELLED, TaskStatus.PAUSED);
        from(TaskStatus.QUEUED, TaskStatus.RUNNING, TaskStatus.WAITING, TaskStatus.CANCELLED, TaskStatus.PAUSED);
        from(
                TaskStatus.RUNNING,
                TaskStatus.QUEUED,
                TaskStatus.COMPLETED,
                TaskStatus.FAILED,
                TaskStatus.CANCELLED,
                TaskStatus.PAUSED);
        from(TaskStatus.PAUSED, TaskStatus.WAITING, TaskStatus.QUEUED, TaskStatus.CANCELLED);
        from(TaskStatus.COMPLETED, TaskStatus.WAITING, TaskStatus.QUEUED);
        from(TaskStatus.FAILED, TaskStatus.WAITING, TaskStatus.QUEUED, TaskStatus.CANCELLED);
        from(TaskStatus.CANCELLED, TaskStatus.WAITING, TaskStatus.QUEUED);

        from(
                AttemptStatus.LEASED,
                AttemptStatus.RUNNING,
                AttemptStatus.ACCEPTED,
                AttemptStatus.FAILED,
                AttemptStatus.LOST,
                AttemptStatus.INTERRUPTED,
                AttemptStatus.CANCELLED,
                AttemptStatus.REFUSED);
        from(
                AttemptStatus.RUNNING,
                AttemptStatus.ACCEPTED,
                AttemptStatus.FAILED,
                AttemptStatus.LOST,
                AttemptStatus.INTERRUPTED,
                AttemptStatus.CANCELLED,
                AttemptStatus.REFUSED);
        from(AttemptStatus.ACCEPTED, AttemptStatus.PUBLISHED, AttemptStatus.INTERRUPTED, AttemptStatus.FAILED);
        from(AttemptStatus.PUBLISHED);
        from(AttemptStatus.FAILED);
        from(AttemptStatus.LOST);
        from(AttemptStatus.INTERRUPTED);
        from(AttemptStatus.CANCELLED);
        from(AttemptStatus.REFUSED);

        from(
                WorkerStatus.STARTING,
                WorkerStatus.IDLE,
                WorkerStatus.BUSY,
                WorkerStatus.ASLEEP,
                WorkerStatus.DRAINING,
                WorkerStatus.LOST,
                WorkerStatus.OFFLINE);
        from(
                WorkerStatus.IDLE,
                WorkerStatus.STARTING,
                WorkerStatus.BUSY,
                WorkerStatus.ASLEEP,
                WorkerStatus.DRAINING,
                WorkerStatus.LOST,
                WorkerStatus.OFFLINE);
        from(
                WorkerStatus.BUSY,
                WorkerStatus.STARTING,
                WorkerStatus.IDLE,
                WorkerStatus.ASLEEP,
                WorkerStatus.DRAINING,
                WorkerStatus.LOST,
                WorkerStatus.OFFLINE);
        from(
                WorkerStatus.ASLEEP,
                WorkerStatus.STARTING,
                WorkerStatus.IDLE,
                WorkerStatus.BUSY,
                WorkerStatus.DRAINING,
                WorkerStatus.LOST,
                WorkerStatus.OFFLINE);
        from(
                WorkerStatus.DRAINING,
                WorkerStatus.STARTING,
                WorkerStatus.IDLE,
                WorkerStatus.BUSY,
                WorkerStatus.ASLEEP,
                WorkerStatus.LOST,
                WorkerStatus.OFFLINE);
        from(
                WorkerStatus.LOST,
                WorkerStatus.STARTING,
                WorkerStatus.IDLE,
                WorkerStatus.BUSY,
                WorkerStatus.ASLEEP,
                WorkerStatus.DRAINING,
                WorkerStatus.OFFLINE);
        from(WorkerStatus.OFFLINE, WorkerStatus.STARTING);

        from(
                ManagerStatus.STARTING,
                ManagerStatus.AVAILABLE,
                ManagerStatus.AWAY,
                ManagerStatus.LOST,
                ManagerStatus.OFFLINE);
        from(
                ManagerStatus.AVAILABLE,
                ManagerStatus.STARTING,
                ManagerStatus.AWAY,
                ManagerStatus.LOST,
                ManagerStatus.OFFLINE);
        from(
                ManagerStatus.AWAY,
                ManagerStatus.STARTING,
                ManagerStatus.AVAILABLE,
                ManagerStatus.LOST,
                ManagerStatus.OFFLINE);
        from(ManagerStatus.LOST, ManagerStatus.STARTING, ManagerStatus.AVAILABLE, ManagerStatus.OFFLINE);
        from(ManagerStatus.OFFLINE, ManagerStatus.STARTING);

        from(
                FrameStatus.EXPECTED,
                FrameStatus.RENDERING,
                FrameStatus.PUBLISHED,
                FrameStatus.FAILED,
                FrameStatus.SKIPPED);
        from(
                FrameStatus.RENDERING,
                FrameStatus.EXPECTED,
                FrameStatus.PUBLISHED,
                FrameStatus.FAILED,
                FrameStatus.SKIPPED);
        from(FrameStatus.PUBLISHED, FrameStatus.EXPECTED, FrameStatus.RENDERING, FrameStatus.MISSING);
        from(
                FrameStatus.FAILED,
                FrameStatus.EXPECTED,
                FrameStatus.RENDERING,
                FrameStatus.PUBLISHED,
                FrameStatus.SKIPPED);
        from(FrameStatus.SKIPPED, FrameStatus.EXPECTED, FrameStatus.RENDERING, FrameStatus.PUBLISHED);
        from(FrameStatus.MISSING, FrameStatus.EXPECTED, FrameStatus.RENDERING, FrameStatus.PUBLISHED);

        from(PluginStatus.RESOLVED, PluginStatus.ACTIVE, PluginStatus.QUARANTINED, PluginStatus.ABSENT);
        from(
                PluginStatus.ACTIVE,
                PluginStatus.RESOLVED,
                PluginStatus.DRAINING,
                PluginStatus.QUARANTINED,
                PluginStatus.ABSENT);
        from(
                PluginStatus.DRAINING,
                PluginStatus.RESOLVED,
                PluginStatus.ACTIVE,
                PluginStatus.QUARANTINED,
                PluginStatus.ABSENT);
        from(PluginStatus.QUARANTINED, PluginStatus.RESOLVED, PluginStatus.ABSENT);
        from(PluginStatus.ABSENT, PluginStatus.RESOLVED, PluginStatus.QUARANTINED);
    }

    private Transitions() {}

    /** The statuses that may follow, in the order of the document; none after a last one. */
    public static <S extends Enum<S> & Status> List<S> next(S from) {
        return following(from).stream().map(from.getDeclaringClass()::cast).toList();
    }

    static Set<Status> following(Status from) {
        return NEXT.get(from);
    }

    /** Whether one may follow the other. */
    public static <S extends Enum<S> & Status> boolean allows(S from, S to) {
        return NEXT.get(from).contains(to);
    }

    /**
     * The new status.
     *
     * @throws IllegalStateException when it may not follow: a fault of ours, never of a user
     */
    public static <S extends Enum<S> & Status> S move(S from, S to) {
        if (!allows(from, to)) {
            throw new IllegalStateException(
                    from.getClass().getSimpleName() + " cannot go from " + from.wireName() + " to " + to.wireName());
        }
        return to;
    }

    private static void from(Status from, Status... next) {
        NEXT.put(from, new LinkedHashSet<>(List.of(next)));
    }
}
