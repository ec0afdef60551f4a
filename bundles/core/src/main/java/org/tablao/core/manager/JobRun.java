package org.tablao.core.manager;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tablao.core.index.IndexedJob;
import org.tablao.core.index.RequirementClass;
import org.tablao.core.index.TaskIndex;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.PlannedTask;

/**
 * A job and its tasks. A task is a byte and a number here; one that is between its plan and its end has a {@link TaskRun}
 * besides.
 */
final class JobRun {
    private static final TaskStatus[] STATUSES = TaskStatus.values();
    private static final int[] NONE = {};

    final IndexedJob indexed;
    final Set<String> failedWorkers = new HashSet<>();
    final Set<Attempt> live = new LinkedHashSet<>();
    JobLease lease;
    JobStatus status = JobStatus.QUEUED;
    boolean cancelWanted;
    long wishRevision;
    int priority;
    String reason = "";
    String firstFailure = "";
    long startedAtMillis;
    long endedAtMillis;
    long finalSequence;
    boolean stored;

    private final byte[] statuses;
    private final int[] attempts;
    private final int[] counts = new int[STATUSES.length];
    private final BitSet rows = new BitSet();
    private final Map<Integer, TaskRun> open = new HashMap<>();
    private List<PlannedTask> planned;
    private RequirementClass[] classes;
    private int[][] dependents = {};
    private int[] unmet = {};

    /** A job that has ended already, as the store has it: known so that it can be told and forgotten. */
    JobRun(JobLease lease) {
        this(lease, new JobPlan(lease.jobId(), List.of(), List.of()), new TaskIndex());
    }

    JobRun(JobLease lease, JobPlan plan, TaskIndex index) {
        this.lease = lease;
        this.priority = lease.wish().priority();
        this.wishRevision = lease.wish().revision();
        this.indexed = new IndexedJob(lease.jobId(), lease.submittedAtMillis());
        this.planned = plan.tasks();
        int size = planned.size();
        this.statuses = new byte[size + 1];
        this.attempts = new int[size + 1];
        this.classes = new RequirementClass[size + 1];
        readPlan(index);
    }

    private void readPlan(TaskIndex index) {
        for (int number = 1; number <= size(); number++) {
            PlannedTask task = planned(number);
            classes[number] = index.classOf(task.requirements());
            TaskStatus first = task.dependsOn().isEmpty() ? TaskStatus.QUEUED : TaskStatus.WAITING;
            statuses[number] = (byte) first.ordinal();
            counts[first.ordinal()]++;
        }
        if (count(TaskStatus.WAITING) > 0) {
            readDependencies();
        }
    }

    private void readDependencies() {
        int[] sizes = new int[size() + 1];
        planned.forEach(task -> task.dependsOn().forEach(dependency -> sizes[dependency]++));
        dependents = new int[size() + 1][];
        Arrays.setAll(dependents, number -> sizes[number] == 0 ? NONE : new int[sizes[number]]);
        unmet = new int[size() + 1];
        for (int number = 1; number <= size(); number++) {
            for (int dependency : planned(number).dependsOn()) {
                dependents[dependency][--sizes[dependency]] = number;
                unmet[number]++;
            }
        }
    }

    String id() {
        return lease.jobId();
    }

    long epoch() {
        return lease.epoch();
    }

    int size() {
        return statuses.length - 1;
    }

    PlannedTask planned(int number) {
        return planned.get(number - 1);
    }

    RequirementClass kind(int number) {
        return classes[number];
    }

    TaskStatus status(int number) {
        return STATUSES[statuses[number]];
    }

    int count(TaskStatus of) {
        return counts[of.ordinal()];
    }

    /** Tasks that have not ended. */
    int left() {
        return count(TaskStatus.WAITING)
                + count(TaskStatus.QUEUED)
                + count(TaskStatus.RUNNING)
                + count(TaskStatus.PAUSED);
    }

    /** Whether the task was completed by this attempt. */
    boolean isCompletedBy(int number, int attempt) {
        return number >= 1 && number <= size() && status(number) == TaskStatus.COMPLETED && attempts[number] == attempt;
    }

    /** Whether an attempt at the task failed, so that another worker may do better. */
    boolean hasFailed(int number) {
        TaskRun task = open.get(number);
        return task != null && task.failures > 0;
    }

    /** The task with what differs from its plan. */
    TaskRun open(int number) {
        return open.computeIfAbsent(number, any -> {
            TaskRun task = new TaskRun(this, number, status(number));
            task.attempt = attempts[number];
            task.stored = rows.get(number);
            return task;
        });
    }

    void move(TaskRun task, TaskStatus next) {
        TaskStatus before = task.status;
        task.status = Transitions.move(before, next);
        place(task, before);
    }

    /** Takes a task as the store has it. */
    void restore(TaskRun task) {
        open.put(task.number, task);
        place(task, status(task.number));
    }

    private void place(TaskRun task, TaskStatus before) {
        counts[before.ordinal()]--;
        counts[task.status.ordinal()]++;
        statuses[task.number] = (byte) task.status.ordinal();
        attempts[task.number] = task.attempt;
        rows.set(task.number);
        if (task.status.ended()) {
            open.remove(task.number);
        }
    }

    int[] dependents(int number) {
        return dependents.length == 0 ? NONE : dependents[number];
    }

    /** One of the tasks that a task waits for is completed; answers whether it was the last. */
    boolean met(int number) {
        return --unmet[number] == 0;
    }

    /** A task whose attempt is not there would run for ever: it is queued again. */
    void requeueOrphans() {
        List<TaskRun> orphans = open.values().stream()
                .filter(task -> task.status == TaskStatus.RUNNING)
                .filter(task -> live.stream().noneMatch(attempt -> attempt.task == task.number))
                .toList();
        orphans.forEach(task -> move(task, TaskStatus.QUEUED));
    }

    /** Counts anew what each task still waits for, once all tasks are as the store has them. */
    void countMet() {
        for (int number = 1; number <= size() && unmet.length > 0; number++) {
            unmet[number] = (int) planned(number).dependsOn().stream()
                    .filter(other -> status(other) != TaskStatus.COMPLETED)
                    .count();
        }
    }

    /** Gives the memory of what only a job that goes on needs. */
    void shrink() {
        planned = List.of();
        classes = new RequirementClass[0];
        dependents = new int[0][];
        unmet = NONE;
        open.clear();
        failedWorkers.clear();
    }
}
