package org.tablao.core.manager;

import java.util.List;
import java.util.TreeSet;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.pluginapi.schema.FrameRange;

/** A task that differs from its plan and has not ended. */
final class TaskRun {
    /** As much as the store takes. */
    private static final int LONGEST_NOTE = 4096;

    final JobRun job;
    final int number;
    TaskStatus status;
    int attempt;
    int failures;
    /** Since the process started: a start counts every lease as just renewed, too. */
    int losses;

    String workerId = "";
    String outcome = "";
    String reason = "";
    String hint = "";
    long startedAtMillis;
    long endedAtMillis;
    long notBeforeMillis;
    long memoryBytes;
    TaskWanted wanted = TaskWanted.NOTHING;
    /** What its attempts published before they gave way: those after them leave it out. */
    String publishedFrames = "";

    boolean stored;

    TaskRun(JobRun job, int number, TaskStatus status) {
        this.job = job;
        this.number = number;
        this.status = status;
    }

    static TaskRun of(JobRun job, TaskRow row) {
        TaskRun task = new TaskRun(job, row.number(), Status.ofWireName(TaskStatus.class, row.status()));
        task.attempt = row.attempt();
        task.failures = row.failures();
        task.workerId = row.workerId();
        task.outcome = row.outcome();
        task.reason = row.reason();
        task.hint = row.hint();
        task.startedAtMillis = row.startedAtMillis();
        task.endedAtMillis = row.endedAtMillis();
        task.notBeforeMillis = row.notBeforeMillis();
        task.memoryBytes = row.memoryBytes();
        task.wanted = TaskWanted.ofWireName(row.wanted());
        task.publishedFrames = row.publishedFrames();
        task.stored = true;
        return task;
    }

    void starts(String worker, long atMillis) {
        attempt++;
        workerId = worker;
        outcome = "";
        reason = "";
        hint = "";
        startedAtMillis = atMillis;
        endedAtMillis = 0;
        notBeforeMillis = 0;
    }

    /** @param bytes of memory that it needs, whatever its plan says; 0: as its plan says */
    void needs(long bytes) {
        memoryBytes = bytes;
        job.blocks.regrouped(number);
    }

    /** What its attempts did so far does not count any more. */
    void beginsAnew() {
        failures = 0;
        needs(0);
        notBeforeMillis = 0;
        publishedFrames = "";
        wanted = TaskWanted.NOTHING;
    }

    /** Frames that stay published though its attempt did not complete it. */
    void published(List<ReportedFile> files) {
        TreeSet<Integer> frames = new TreeSet<>();
        if (!publishedFrames.isEmpty()) {
            frames.addAll(FrameRange.parse(publishedFrames).frames());
        }
        files.stream().filter(ReportedFile::frame).map(ReportedFile::number).forEach(frames::add);
        String all = FrameRange.notation(List.copyOf(frames));
        // What is not noted is only rendered twice.
        publishedFrames = all.length() <= LONGEST_NOTE ? all : publishedFrames;
    }

    void ends(String how, String why, String wayOut, long atMillis) {
        outcome = how;
        reason = why;
        hint = wayOut;
        endedAtMillis = atMillis;
    }

    /** Not while it runs for the first time: its live attempt tells that, and most tasks run once. */
    boolean needsRow() {
        return stored || status != TaskStatus.RUNNING || wanted != TaskWanted.NOTHING;
    }

    TaskRow row() {
        return new TaskRow(
                job.id(),
                number,
                job.epoch(),
                status.wireName(),
                attempt,
                failures,
                workerId,
                outcome,
                reason,
                hint,
                startedAtMillis,
                endedAtMillis,
                notBeforeMillis,
                memoryBytes,
                wanted.wireName(),
                publishedFrames);
    }
}
