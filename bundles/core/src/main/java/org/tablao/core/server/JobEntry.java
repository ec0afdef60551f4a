package org.tablao.core.server;

import java.time.Instant;
import java.util.Optional;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.manager.JobState;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.JobRow;

/** A job in memory: its row, its counters and, until it has ended and its manager let go of it, its tasks. */
public final class JobEntry {
    private final JobDetails details;
    private final Counts<TaskStatus> tasks;
    private final Counts<FrameStatus> frames;
    private final long startAfterMillis;
    private JobRow row;
    private JobStatus status;
    private LiveJob live;
    private FrameRow lastFrame;

    JobEntry(JobRow row, JobDetails details, Counts<TaskStatus> tasks, Counts<FrameStatus> frames, LiveJob live) {
        this.row = row;
        this.details = details;
        String startAfter = details.scheduling().startAfter();
        this.startAfterMillis =
                startAfter.isEmpty() ? 0 : Instant.parse(startAfter).toEpochMilli();
        this.status = Status.ofWireName(JobStatus.class, row.status());
        this.tasks = tasks;
        this.frames = frames;
        this.live = live;
    }

    public String id() {
        return row.id();
    }

    public JobRow row() {
        return row;
    }

    public JobDetails details() {
        return details;
    }

    public JobStatus status() {
        return status;
    }

    public boolean ended() {
        return status.ended();
    }

    public Counts<TaskStatus> tasks() {
        return tasks;
    }

    public Counts<FrameStatus> frames() {
        return frames;
    }

    /** Its tasks and frames; empty once they are to be read from the store. */
    public Optional<LiveJob> live() {
        return Optional.ofNullable(live);
    }

    /** The newest published frame, as far as it was seen since the start. */
    public Optional<FrameRow> lastFrame() {
        return Optional.ofNullable(lastFrame);
    }

    /** Remembers a frame if it is the newest. */
    public void saw(FrameRow frame) {
        if (lastFrame == null || frame.renderedAtMillis() >= lastFrame.renderedAtMillis()) {
            lastFrame = frame;
        }
    }

    /** 0 to 1: tasks completed, and the parts of those that run. */
    public double progress() {
        double part = live == null ? 0 : live.runningParts();
        return Math.min(1, (tasks.of(TaskStatus.COMPLETED) + part) / Math.max(1, row.taskCount()));
    }

    /** 0 where it may start at any time. */
    long startAfterMillis() {
        return startAfterMillis;
    }

    /** Tasks that have not ended. */
    long tasksLeft() {
        return tasks.of(TaskStatus.WAITING)
                + tasks.of(TaskStatus.QUEUED)
                + tasks.of(TaskStatus.RUNNING)
                + tasks.of(TaskStatus.PAUSED);
    }

    boolean isLeased() {
        return !row.managerId().isEmpty();
    }

    /** Takes up what was let go of. */
    void take(LiveJob stored) {
        if (live == null) {
            live = stored;
        }
    }

    void settle() {
        live = null;
    }

    void lease(String managerId) {
        status = status == JobStatus.QUEUED ? JobStatus.ACTIVE : status;
        row = changed(
                status, row.wanted(), row.wishRevision(), row.startedAtMillis(), row.endedAtMillis(), row.reason());
        row = row(status, row.wanted(), row.wishRevision(), row.priority(), managerId, row.epoch() + 1);
    }

    /** No manager has it. */
    void release() {
        be(status == JobStatus.ACTIVE ? JobStatus.QUEUED : status);
    }

    /** The next lease has a greater epoch than this. */
    void outgrow(long epoch) {
        long greater = Math.max(epoch, row.epoch());
        row = row(status, row.wanted(), row.wishRevision(), row.priority(), row.managerId(), greater);
    }

    void want(String wanted) {
        row = changed(status, wanted, row.wishRevision() + 1, row.startedAtMillis(), row.endedAtMillis(), row.reason());
    }

    void prioritize(int priority) {
        row = row(status, row.wanted(), row.wishRevision() + 1, priority, row.managerId(), row.epoch());
    }

    /** Another status, while no manager has it. */
    void be(JobStatus next) {
        status = next == status ? status : Transitions.move(status, next);
        row = row(status, row.wanted(), row.wishRevision(), row.priority(), "", row.epoch());
    }

    /** It has ended, and goes on: some manager is to get it anew. */
    void reopen() {
        JobStatus next = row.wanted().equals("pause") ? JobStatus.PAUSED : JobStatus.QUEUED;
        status = Transitions.move(status, next);
        row = changed(status, row.wanted(), row.wishRevision(), row.startedAtMillis(), 0, "");
        row = row(status, row.wanted(), row.wishRevision(), row.priority(), "", row.epoch());
    }

    void end(JobStatus last, long nowMillis, String reason) {
        status = last;
        row = changed(last, row.wanted(), row.wishRevision(), row.startedAtMillis(), nowMillis, reason);
    }

    /** What its manager says it is. */
    void mirror(JobState state) {
        status = Status.ofWireName(JobStatus.class, state.status());
        row = changed(
                status,
                row.wanted(),
                row.wishRevision(),
                state.startedAtMillis(),
                state.endedAtMillis(),
                state.reason());
    }

    private JobRow changed(
            JobStatus newStatus, String wanted, long revision, long startedAt, long endedAt, String reason) {
        return new JobRow(
                row.id(),
                row.projectId(),
                row.shotId(),
                row.name(),
                row.type(),
                row.priority(),
                newStatus.wireName(),
                wanted,
                revision,
                row.submittedBy(),
                row.submittedAtMillis(),
                startedAt,
                endedAt,
                row.document(),
                row.planSha256(),
                row.taskCount(),
                row.managerId(),
                row.epoch(),
                row.idempotencyKey(),
                reason);
    }

    private JobRow row(JobStatus newStatus, String wanted, long revision, int priority, String managerId, long epoch) {
        return new JobRow(
                row.id(),
                row.projectId(),
                row.shotId(),
                row.name(),
                row.type(),
                priority,
                newStatus.wireName(),
                wanted,
                revision,
                row.submittedBy(),
                row.submittedAtMillis(),
                row.startedAtMillis(),
                row.endedAtMillis(),
                row.document(),
                row.planSha256(),
                row.taskCount(),
                managerId,
                epoch,
                row.idempotencyKey(),
                row.reason());
    }
}
