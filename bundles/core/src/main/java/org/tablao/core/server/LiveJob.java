package org.tablao.core.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.TaskRow;

/** The tasks and frames of a job that has not ended: rows of those that differ from the plan, and the plan's names. */
public final class LiveJob {
    private final String jobId;
    private final String[] names;
    private final boolean[] waitsAtFirst;
    private final Map<Integer, TaskRow> rows = new HashMap<>();
    private final Map<Integer, Integer> attempts = new HashMap<>();
    private final Map<Integer, TaskProgress> progress = new HashMap<>();
    private final JobFrames frames;
    private boolean unbegunCancelled;

    public LiveJob(JobPlan plan, List<FrameRow> frameRows) {
        List<PlannedTask> tasks = plan.tasks();
        this.jobId = plan.jobId();
        this.names = tasks.stream().map(PlannedTask::name).toArray(String[]::new);
        this.waitsAtFirst = new boolean[tasks.size()];
        for (int i = 0; i < waitsAtFirst.length; i++) {
            waitsAtFirst[i] = !tasks.get(i).dependsOn().isEmpty();
        }
        this.frames = new JobFrames(frameRows);
    }

    /** Takes in a row of the store. */
    public void load(TaskRow row) {
        rows.put(row.number(), row);
    }

    /** Takes in an attempt of the store. */
    public void loadAttempt(int task, int number) {
        attempts.merge(task, number, Math::max);
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
        TaskRow row = rows.get(number);
        return row == null ? statusAtFirst(number) : Status.ofWireName(TaskStatus.class, row.status());
    }

    /** The task's row, or what its row would be. */
    public TaskRow task(int number) {
        TaskRow row = rows.get(number);
        String first = statusAtFirst(number).wireName();
        return row != null ? row : new TaskRow(jobId, number, 0, first, 0, 0, "", "", "", "", 0, 0);
    }

    /** Rows of the tasks that differ from the plan, by number. */
    public List<TaskRow> rows() {
        return List.copyOf(new TreeMap<>(rows).values());
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

    /** What was never begun was cancelled with the job: it has no row. */
    public void cancelUnbegun() {
        unbegunCancelled = true;
    }

    /** The same, with its counters; or back again when the job goes on. */
    void cancelUnbegun(boolean cancelled, Counts<TaskStatus> counts) {
        for (int number = 1; number <= names.length && cancelled != unbegunCancelled; number++) {
            if (!rows.containsKey(number)) {
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

    double runningParts() {
        return progress.values().stream().mapToDouble(TaskProgress::progress).sum();
    }

    /** Whether the task is written for the first time. */
    boolean put(TaskRow row) {
        if (!row.status().equals(TaskStatus.RUNNING.wireName())) {
            progress.remove(row.number());
        }
        return rows.put(row.number(), row) == null;
    }

    /** Whether the attempt is written for the first time; attempts of a task come in their order. */
    boolean putAttempt(int task, int number) {
        boolean added = attempts.getOrDefault(task, 0) < number;
        loadAttempt(task, number);
        return added;
    }

    /** Whether it is news of an attempt that runs. */
    boolean progressed(TaskProgress told) {
        TaskRow row = rows.get(told.taskNumber());
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
