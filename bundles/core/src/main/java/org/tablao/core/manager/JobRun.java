package org.tablao.core.manager;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tablao.core.index.FrameOrder;
import org.tablao.core.index.IndexedJob;
import org.tablao.core.index.JobFacts;
import org.tablao.core.index.RequirementClass;
import org.tablao.core.index.TaskIndex;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.PlannedTask;

/**
 * A job and its tasks. A task is a byte and a number here; one that is between its plan and its end has a {@link TaskRun}
 * besides.
 */
final class JobRun implements JobFacts {
    private static final TaskStatus[] STATUSES = TaskStatus.values();
    private static final double SHORTEST = 0.001;

    final IndexedJob indexed;
    final JobTerms terms;
    final Blocklist blocks;
    final Set<String> failedWorkers = new HashSet<>();
    final Set<Attempt> live = new LinkedHashSet<>();
    JobLease lease;
    JobStatus status = JobStatus.QUEUED;
    JobWanted wanted = JobWanted.RUN;
    long wishRevision;
    int priority;
    String reason = "";
    String firstFailure = "";
    long startedAtMillis;
    long endedAtMillis;
    long finalSequence;
    boolean stored;
    /** Attempts of others that leave their places to it. */
    int placesMade;

    final BitSet severalFrames;

    private final byte[] statuses;
    private final int[] attempts;
    private final int[] counts = new int[STATUSES.length];
    private final BitSet rows = new BitSet();
    private final BitSet begun = new BitSet();
    private final Map<Integer, TaskRun> open = new HashMap<>();
    private final TaskIndex index;
    private List<PlannedTask> planned;
    private double expectedSeconds;
    private RequirementClass[] classes;
    private Dependencies dependencies = Dependencies.none();
    private final BitSet resting = new BitSet();

    /** A job that has ended already, as the store has it: known so that it can be told and forgotten. */
    JobRun(JobLease lease) {
        this(lease, new JobPlan(lease.jobId(), List.of(), List.of()), new TaskIndex());
    }

    JobRun(JobLease lease, JobPlan plan, TaskIndex index) {
        this.lease = lease;
        this.priority = lease.wish().priority();
        this.wishRevision = lease.wish().revision();
        this.index = index;
        this.indexed = new IndexedJob(
                this,
                index.project(lease.project(), lease.guaranteed(), lease.burst()),
                FrameOrder.of(plan.terms().order()));
        this.planned = plan.tasks();
        this.terms = plan.terms();
        this.blocks = new Blocklist(this);
        this.severalFrames = GivingWay.ofSeveralFrames(plan);
        int size = planned.size();
        this.statuses = new byte[size + 1];
        this.attempts = new int[size + 1];
        this.classes = new RequirementClass[size + 1];
        readPlan(index);
    }

    private void readPlan(TaskIndex index) {
        for (int number = 1; number <= size(); number++) {
            PlannedTask task = planned(number);
            // Tasks of one kind share these lists: most of them are of the class of the one before.
            boolean same = number > 1
                    && task.requirements() == planned(number - 1).requirements()
                    && task.needs() == planned(number - 1).needs();
            classes[number] = same ? classes[number - 1] : index.classOf(task.requirements(), task.needs());
            TaskStatus first = task.dependsOn().isEmpty() ? TaskStatus.QUEUED : TaskStatus.WAITING;
            statuses[number] = (byte) first.ordinal();
            counts[first.ordinal()]++;
        }
        if (count(TaskStatus.WAITING) > 0) {
            dependencies = Dependencies.of(planned);
        }
    }

    @Override
    public String id() {
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

    /** What the task needs: what its plan says, but for memory that it ran out of. */
    RequirementClass kind(int number) {
        TaskRun task = open.get(number);
        if (task == null || task.memoryBytes == 0) {
            return classes[number];
        }
        PlannedTask plan = planned(number);
        return index.classOf(plan.requirements(), plan.needs().withMemory(task.memoryBytes));
    }

    @Override
    public TaskStatus status(int number) {
        return STATUSES[statuses[number]];
    }

    /** Whether the task is still to be given to a worker, now or later. */
    boolean isOpen(int number) {
        TaskStatus now = status(number);
        return !status.ended() && (now == TaskStatus.QUEUED || now == TaskStatus.WAITING || now == TaskStatus.PAUSED);
    }

    int count(TaskStatus of) {
        return counts[of.ordinal()];
    }

    /** Whether its tasks may be leased. */
    boolean leases() {
        return wanted == JobWanted.RUN && !status.ended();
    }

    /** Whether what runs of it is stopped and the rest cancelled. */
    boolean isStopping() {
        return wanted == JobWanted.CANCEL || wanted == JobWanted.STOP;
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

    /** What its attempts published before they gave way. */
    String publishedFrames(int number) {
        TaskRun task = open.get(number);
        return task == null ? "" : task.publishedFrames;
    }

    /** Whether an attempt at the task failed, so that another worker may do better. */
    boolean hasFailed(int number) {
        TaskRun task = open.get(number);
        return task != null && task.failures > 0;
    }

    /** The number of its latest attempt; 0 before the first. */
    int lastAttempt(int number) {
        return attempts[number];
    }

    /** Whether the store has a row of the task. */
    boolean hasRow(int number) {
        return rows.get(number);
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
        task.status = Transitions.move(task.status, next);
        place(task);
    }

    /** What was never begun is cancelled with the job, and needs no row to say so. */
    void cancelUnbegun() {
        for (int number = 1; number <= size(); number++) {
            if (isUnbegun(number)) {
                place(number, TaskStatus.CANCELLED);
            }
        }
    }

    /** What was cancelled with the job is as it was planned. */
    void planUnbegun() {
        for (int number = 1; number <= size(); number++) {
            if (isUnbegun(number)) {
                place(number, planned(number).dependsOn().isEmpty() ? TaskStatus.QUEUED : TaskStatus.WAITING);
            }
        }
    }

    /** Whether the task never differed from its plan, but for what became of its job. */
    boolean isUnbegun(int number) {
        return !begun.get(number);
    }

    private void place(int number, TaskStatus next) {
        counts[statuses[number]]--;
        counts[next.ordinal()]++;
        statuses[number] = (byte) next.ordinal();
    }

    /** Takes a task that was cancelled with the job as one that has a row. */
    void keep(TaskRun task) {
        place(task);
    }

    /** Its retry waits. */
    void rest(int number) {
        resting.set(number);
    }

    @Override
    public boolean rests(int number) {
        return resting.get(number);
    }

    /** Its retry waits no more; answers whether it did. */
    boolean wake(int number) {
        boolean rested = resting.get(number);
        resting.clear(number);
        return rested;
    }

    /** The task has a row from now on. */
    void stored(TaskRun task) {
        task.stored = true;
        rows.set(task.number);
        closeIfEnded(task);
    }

    /** Takes a task as the store has it. */
    void restore(TaskRun task) {
        stored(task);
        take(task);
    }

    /** Takes a task as it was under an earlier lease. */
    void take(TaskRun task) {
        open.put(task.number, task);
        place(task);
    }

    /** Takes an attempt that the store has as live: its task runs. */
    void restore(Attempt attempt) {
        live.add(attempt);
        TaskRun task = open(attempt.task);
        task.attempt = attempt.number;
        task.workerId = attempt.workerId;
        task.startedAtMillis = attempt.leasedAtMillis;
        task.endedAtMillis = 0;
        task.outcome = "";
        task.reason = "";
        task.hint = "";
        task.status = TaskStatus.RUNNING;
        place(task);
    }

    private void place(TaskRun task) {
        place(task.number, task.status);
        begun.set(task.number);
        attempts[task.number] = task.attempt;
        closeIfEnded(task);
    }

    /** Not before it has a row: until then it is this one that is to be written, whatever becomes of it yet. */
    private void closeIfEnded(TaskRun task) {
        if (task.status.ended() && task.stored) {
            open.remove(task.number);
        }
    }

    int[] dependents(int number) {
        return dependencies.dependents(number);
    }

    /** One of the tasks that a task waits for is completed; answers whether it was the last. */
    boolean met(int number) {
        return dependencies.met(number);
    }

    /** Whether all that it waits for is completed. */
    boolean isMet(int number) {
        return dependencies.isMet(number);
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
        dependencies.count(number -> status(number) == TaskStatus.COMPLETED);
    }

    @Override
    public String name() {
        return lease.name();
    }

    @Override
    public long submittedAtMillis() {
        return lease.submittedAtMillis();
    }

    @Override
    public JobStatus jobStatus() {
        return status;
    }

    @Override
    public boolean pauseWanted() {
        return wanted == JobWanted.PAUSE;
    }

    @Override
    public int running() {
        return count(TaskStatus.RUNNING);
    }

    @Override
    public int maxRunning() {
        return terms.maxRunning();
    }

    @Override
    public List<Integer> waitsFor(int number) {
        return planned(number).dependsOn().stream()
                .filter(other -> status(other) != TaskStatus.COMPLETED)
                .toList();
    }

    @Override
    public long notBeforeMillis(int number) {
        TaskRun task = open.get(number);
        return task == null ? 0 : task.notBeforeMillis;
    }

    @Override
    public boolean failedOn(String workerId) {
        return failedWorkers.contains(workerId);
    }

    @Override
    public Optional<String> blockedOn(String workerId, RequirementClass kind) {
        return blocks.reason(kind, workerId);
    }

    /** How long its tasks take, by those that are over; empty before the first. */
    OptionalDouble expectedSeconds() {
        return expectedSeconds > 0 ? OptionalDouble.of(expectedSeconds) : OptionalDouble.empty();
    }

    /** The latest count most: a scene grows heavier as it goes on. */
    void ran(double seconds) {
        double known = expectedSeconds > 0 ? expectedSeconds : seconds;
        expectedSeconds = Math.max(SHORTEST, known + (seconds - known) / 4);
    }

    /** Gives the memory of what only a job that goes on needs. */
    void shrink() {
        planned = List.of();
        classes = new RequirementClass[0];
        dependencies = Dependencies.none();
        open.clear();
        failedWorkers.clear();
    }
}
