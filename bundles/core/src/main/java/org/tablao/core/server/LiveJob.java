package org.tablao.core.server;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.TaskRow;

/** The tasks and frames of a job that has not ended: rows of those that differ from the plan, and the plan's names. */
public final class LiveJob {
    private final String jobId;
    private final String[] names;
    private final boolean[] waitsAtFirst;
    private final TaskRow[] rows;
    private final BitSet stored = new BitSet();
    private final int[] attempts;
    private final Map<Integer, TaskProgress> progress = new HashMap<>();
    private final JobDemands demands;
    private final JobFrames frames;
    private boolean unbegunCancelled;

    public LiveJob(JobPlan plan, List<FrameRow> frameRows) {
        List<PlannedTask> tasks = plan.tasks();
        this.jobId = plan.jobId();
        this.names = tasks.stream().map(PlannedTask::name).toArray(String[]::new);
        this.waitsAtFirst = new boolean[tasks.size()];
        this.rows = new TaskRow[tasks.size() + 1];
        this.attempts = new int[tasks.size() + 1];
        for (int i = 0; i < waitsAtFirst.length; i++) {
            waitsAtFirst[i] = !tasks.get(i).dependsOn().isEmpty();
        }
        this.demands = new JobDemands(plan);
        this.frames = new JobFrames(frameRows);
    }

    /** Takes in a row of the store. */
    public void load(TaskRow row) {
        rows[row.number()] = row;
        stored.set(row.number());
    }

    /** Takes in the number of a task's latest attempt in the store. */
    public void loadLastAttempt(int task, int number) {
        attempts[task] = Math.max(attempts[task], number);
    }

    /** Takes in an attempt of the store, in the order of its number; while one is live its task runs, and has no row that says so. */
    public void load(AttemptRow attempt) {
        int number = attempt.taskNumber();
        attempts[number] = Math.max(attempts[number], attempt.number());
        if (!Status.ofWireName(AttemptStatus.class, attempt.status()).ended()) {
            rows[number] = running(task(number), attempt);
        }
    }

    private static TaskRow running(TaskRow task, AttemptRow attempt) {
        return new TaskRow(
                task.jobId(),
                task.number(),
                attempt.epoch(),
                TaskStatus.RUNNING.wireName(),
                attempt.number(),
                task.failures(),
                attempt.workerId(),
                "",
                "",
                "",
                attempt.leasedAtMillis(),
                0,
                task.notBeforeMillis(),
                task.memoryBytes(),
                task.wanted(),
                task.publishedFrames());
    }

    public int size() {
        return names.length;
    }

    public boolean has(int number) {
        return number >= 1 && number <= names.length;
    }

    public String name(int number) {
        return names[number - 1];
    }

    public TaskStatus status(int number) {
        TaskRow row = rows[number];
        return row == null ? statusAtFirst(number) : Status.ofWireName(TaskStatus.class, row.status());
    }

    /** The task's row, or what its row would be. */
    public TaskRow task(int number) {
        TaskRow row = rows[number];
        String first = statusAtFirst(number).wireName();
        return row != null ? row : new TaskRow(jobId, number, 0, first, 0, 0, "", "", "", "", 0, 0);
    }

    /** Rows of the tasks that differ from the plan, by number. */
    public List<TaskRow> rows() {
        return Arrays.stream(rows).filter(Objects::nonNull).toList();
    }

    /** Rows of tasks that have not ended, by number. */
    List<TaskRow> openRows() {
        return rows().stream().filter(row -> !status(row.number()).ended()).toList();
    }

    /** How far a running task is, if it was told. */
    public Optional<TaskProgress> progress(int number) {
        return Optional.ofNullable(progress.get(number));
    }

    /** The statuses of all tasks. */
    public Counts<TaskStatus> count() {
        Counts<TaskStatus> counts = new Counts<>(TaskStatus.class);
        for (int number = 1; number <= names.length; number++) {
            counts.add(status(number), 1);
        }
        return counts;
    }

    /** Whether the task has no row: it never differed from its plan, but for what became of its job. */
    boolean isUnbegun(int number) {
        return rows[number] == null;
    }

    /** What was never begun was cancelled with the job: it has no row. */
    public void cancelUnbegun() {
        unbegunCancelled = true;
    }

    /** The same, with its counters; or back again when the job goes on. */
    void cancelUnbegun(boolean cancelled, Counts<TaskStatus> counts) {
        for (int number = 1; number <= names.length && cancelled != unbegunCancelled; number++) {
            if (rows[number] == null) {
                counts.move(
                        cancelled ? planned(number) : TaskStatus.CANCELLED,
                        cancelled ? TaskStatus.CANCELLED : planned(number));
            }
        }
        unbegunCancelled = cancelled;
    }

    public JobFrames frames() {
        return frames;
    }

    public JobDemands demands() {
        return demands;
    }

    double runningParts() {
        return progress.values().stream().mapToDouble(TaskProgress::progress).sum();
    }

    void put(TaskRow row) {
        if (!row.status().equals(TaskStatus.RUNNING.wireName())) {
            progress.remove(row.number());
        }
        rows[row.number()] = row;
    }

    /** Whether a manager told of any task in this epoch. */
    boolean wasBegunIn(long epoch) {
        return Arrays.stream(rows).anyMatch(row -> row != null && row.epoch() == epoch);
    }

    boolean isStored(int task) {
        return stored.get(task);
    }

    /** Whether the task's row is written for the first time. */
    boolean store(int task) {
        boolean added = !stored.get(task);
        stored.set(task);
        return added;
    }

    /** Whether the attempt is written for the first time; attempts of a task come in their order. */
    boolean putAttempt(int task, int number) {
        boolean added = attempts[task] < number;
        attempts[task] = Math.max(attempts[task], number);
        return added;
    }

    /** Whether it is news of an attempt that runs. */
    boolean progressed(TaskProgress told) {
        TaskRow row = has(told.taskNumber()) ? rows[told.taskNumber()] : null;
        boolean current =
                row != null && row.attempt() == told.attempt() && row.status().equals(TaskStatus.RUNNING.wireName());
        if (current) {
            progress.put(told.taskNumber(), told);
        }
        return current;
    }

    private TaskStatus statusAtFirst(int number) {
        return unbegunCancelled ? TaskStatus.CANCELLED : planned(number);
    }

    private TaskStatus planned(int number) {
        return waitsAtFirst[number - 1] ? TaskStatus.WAITING : TaskStatus.QUEUED;
    }
}
