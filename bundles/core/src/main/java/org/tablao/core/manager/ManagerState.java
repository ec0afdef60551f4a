package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tablao.core.ids.TaskId;
import org.tablao.core.owner.Turn;
import org.tablao.core.state.WorkerStatus;
import org.tablao.nodeapi.handshake.KnownNode;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.manager.WorkerKind;
import org.tablao.nodeapi.manager.WorkerWish;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;

/**
 * A manager's whole state, in memory: leased jobs, their tasks and attempts, workers. Each message is one {@link Step}; {@link
 * #finish} ends it. Pure: no thread, no clock, no store; the same messages at the same times give the same rows. A method that
 * throws a {@link RefusedException} has changed nothing.
 */
public final class ManagerState {
    /** The last lines may come after the report. */
    private static final long LOG_OPEN_NANOS = 60_000_000_000L;

    private final Book book;
    private final Outbox outbox;
    private final Progress progress = new Progress();
    private final Tasks tasks;
    private final Jobs jobs;
    private final Wishes wishes;
    private final Failures failures;
    private final Endings endings;
    private final Workers workers;
    private final Reservations reservations;
    private final Leasing leasing;
    private final Reports reports;
    private final Releasing releasing;

    private ManagerState(ManagerSetup setup, Outbox outbox) {
        this.book = new Book(setup);
        this.outbox = outbox;
        this.tasks = new Tasks(book);
        this.jobs = new Jobs(book, tasks);
        this.wishes = new Wishes(book, jobs, tasks);
        this.failures = new Failures(book, jobs, tasks);
        this.endings = new Endings(book, jobs, tasks, failures);
        this.workers = new Workers(book, endings);
        this.reservations = new Reservations(book);
        this.leasing = new Leasing(book, workers, reservations);
        this.reports = new Reports(book, leasing, endings, progress);
        this.releasing = new Releasing(book, endings);
    }

    /** The state as the store has it. Every lease and worker counts as just heard of. */
    public static ManagerState load(ManagerSetup setup, ManagerRows rows, long nowNanos, long nowMillis) {
        ManagerState state = new ManagerState(setup, new Outbox(rows.firstSequence(), rows.lastSequence()));
        Step step = new Step(Turn.detached(), nowNanos, nowMillis);
        new Loading(state.book, state.tasks, state.failures, state.workers).load(rows, step);
        return state;
    }

    /** Ends a step: serves parked calls, writes rows and the event into the turn. Its effects leave once that is durable. */
    public Effects finish(Step step) {
        leasing.serveParked(step);
        return step.write(outbox, book.setup.codec());
    }

    /** The server's name for this manager, written into its workers' rows. */
    public void named(Step step, String managerId) {
        book.managerId = managerId;
        for (WorkerRun worker : book.workers.values()) {
            if (!worker.managerId.equals(managerId)) {
                worker.managerId = managerId;
                step.changed(worker);
            }
        }
    }

    /** Takes a job. One that is held changes nothing, a greater epoch aside. */
    public void leaseJob(Step step, JobLease lease, JobPlan plan) {
        leaseJob(step, lease, plan, EarlierTasks.NONE);
    }

    /**
     * Takes a job that was begun before, here or elsewhere.
     *
     * @param before what came of its tasks
     */
    public void leaseJob(Step step, JobLease lease, JobPlan plan, EarlierTasks before) {
        JobRun known = book.jobs.get(lease.jobId());
        boolean stored = known != null && known.stored;
        EarlierTasks earlier = before;
        if (known != null && known.epoch() < lease.epoch()) {
            // Under another epoch it was somebody else's meanwhile: what the server has of it is what holds.
            releasing.forget(step, known);
            step.settleTasks(known);
            earlier = before.after(plan, known);
        }
        jobs.lease(step, lease, plan, earlier, stored).ifPresent(job -> wishes.begin(step, job));
    }

    /** The server answered a call that was sent at this time. */
    public void answered(long sentNanos, double leaseSeconds, double marginSeconds) {
        book.serverLease.answered(sentNanos, leaseSeconds - marginSeconds);
    }

    /** The server's orders, asked for at this time, were followed: what is still held is this manager's. */
    public void ordered(Step step, long sentNanos, double leaseSeconds, double marginSeconds) {
        if (book.serverLease.ordered(sentNanos, leaseSeconds - marginSeconds, step.nanos())) {
            releasing.goOn(step);
        }
    }

    /** Whether the lease of its jobs has ended, so that it only waits for the server's orders. */
    public boolean isLeaseOver(long nowNanos) {
        return book.serverLease.isOver(nowNanos);
    }

    /** A job, up to this epoch, is not this manager's any more: its attempts end, and nothing of it is told or published. */
    public void release(Step step, HeldJob upTo) {
        releasing.release(step, upTo);
    }

    /** Whether all jobs were leased by a server whose store has this incarnation. */
    public boolean isLeasedBy(String incarnation) {
        return book.jobs.values().stream()
                .allMatch(job -> job.lease.incarnation().equals(incarnation));
    }

    /**
     * The server does not have what it acknowledged, or has what this manager does not: one of the two was restored from a backup.
     * All jobs are given up, to be leased anew with greater epochs, and the events begin anew after all that the server may have.
     */
    public void beginAnew(Step step, long serverHas) {
        for (JobRun job : List.copyOf(book.jobs.values())) {
            releasing.forget(step, job);
            step.forget(job);
        }
        outbox.beginAnew(step.turn(), serverHas);
        book.workers.values().forEach(step::changed);
        step.beginsAnew();
    }

    /**
     * Changes where a job is given up, or the state was loaded. What was read in the store of a job's earlier tasks before such a
     * change is not all that there is by then: it is to be read again.
     */
    public long givenUp() {
        return book.givenUp;
    }

    /** Whether the job is held in this epoch or a later one. */
    public boolean holds(JobLease lease) {
        JobRun job = book.jobs.get(lease.jobId());
        return job != null && job.epoch() >= lease.epoch();
    }

    public void wish(Step step, Wish wish) {
        wishes.wish(step, wish);
    }

    /** Takes what is wanted of a worker. */
    public void wish(Step step, WorkerWish wish) {
        workers.wish(step, wish);
    }

    /** Takes what the server grants of a limit. */
    public void grant(Step step, LimitGrant grant) {
        if (book.grants.take(step, grant)) {
            book.holdings.gained(List.of(grant.name()));
        }
    }

    /** A worker that has proved who it is; its earlier start's leases end. */
    public void workerJoined(Step step, JoinedWorker worker) {
        workers.joined(step, worker);
    }

    public void workerLeft(Step step, String workerId) {
        leasing.unpark(book.worker(workerId));
        workers.left(step, workerId);
    }

    /**
     * Leases for a worker. Where there are none and {@code waitNanos} is above 0 the call is parked: a later step's effects
     * bring its answer, until {@link #unpark}.
     */
    public List<TaskLease> available(Step step, String workerId, Availability availability, long waitNanos) {
        return leasing.available(step, present(workerId), availability, waitNanos);
    }

    /** The parked call has been answered without a lease, or has ended. */
    public void unpark(String workerId) {
        Optional.ofNullable(book.workers.get(workerId)).ifPresent(leasing::unpark);
    }

    public HeartbeatAnswer heartbeat(Step step, String workerId, String leaseId, Heartbeat heartbeat) {
        WorkerRun worker = present(workerId);
        HeartbeatAnswer answer = reports.heartbeat(step, worker, leaseId, heartbeat);
        workers.heard(step, worker, 0);
        return answer;
    }

    public ReportAnswer report(Step step, String workerId, String leaseId, Report report, boolean next) {
        WorkerRun worker = present(workerId);
        ReportAnswer answer = reports.report(step, worker, leaseId, report, next);
        workers.heard(step, worker, 0);
        return answer;
    }

    public void published(Step step, String workerId, String leaseId, Published published) {
        WorkerRun worker = present(workerId);
        reports.published(step, worker, leaseId, published);
        workers.heard(step, worker, 0);
    }

    /**
     * What came of a {@link Effects.Settlement}.
     *
     * @param problem empty when all files are under their final names
     */
    public void settled(Step step, String leaseId, String problem) {
        book.live(leaseId)
                .filter(attempt -> attempt.settling)
                .ifPresent(attempt -> reports.settled(step, attempt, problem));
    }

    /** A {@link Effects.Settlement} came to nothing in its time: it is tried again while the job is this manager's. */
    public void unsettled(Step step, String leaseId) {
        book.live(leaseId).filter(attempt -> attempt.settling).ifPresent(attempt -> {
            attempt.settling = false;
            endings.settle(step, attempt);
        });
    }

    /** Ends leases that are over, loses workers that are silent, asks the policy for the ranks as of now. */
    public void tick(Step step) {
        releasing.lapse(step);
        reports.endTheOverdue(step);
        workers.loseTheSilent(step);
        tasks.endPauses(step);
        workers.followSchedules(step);
        rerank(step);
        reservations.tick(step);
    }

    /** Asks the policy again where every job stands: time went on, or there is another policy. */
    public void rerank(Step step) {
        book.index.shadow(book.setup.shadow().areThere());
        for (JobRun job : book.jobs.values()) {
            if (!job.status.ended()) {
                book.rank(job, step);
            }
        }
    }

    /** The server has all events up to this one: they go, and jobs that it knows to have ended are forgotten. */
    public void acknowledged(Step step, long upTo) {
        outbox.acknowledged(step.turn(), upTo);
        List<JobRun> done = book.jobs.values().stream()
                .filter(job -> job.status.ended() && job.finalSequence <= upTo && !step.changes(job))
                .toList();
        for (JobRun job : done) {
            book.jobs.remove(job.id());
            step.forget(job);
        }
    }

    /** What the server is told in step 5. */
    public ManagerAvailability availability() {
        int count = 0;
        int free = 0;
        Map<List<Capability>, WorkerKind> kinds = new LinkedHashMap<>();
        for (WorkerRun worker : book.workers.values()) {
            if (worker.kind().isPresent()) {
                count++;
                int ofWorker = Math.max(0, worker.freeSlots());
                free += ofWorker;
                kinds.merge(
                        worker.capabilities,
                        new WorkerKind(worker.capabilities, 1, ofWorker),
                        (one, other) -> new WorkerKind(
                                one.capabilities(),
                                one.workers() + other.workers(),
                                one.freeSlots() + other.freeSlots()));
            }
        }
        List<ManagerAvailability.HeldJob> held = book.jobs.values().stream()
                .map(job -> new ManagerAvailability.HeldJob(job.id(), job.epoch(), job.wishRevision))
                .toList();
        List<ManagerAvailability.Known> known = new ArrayList<>(book.grants.known());
        known.addAll(workers.known());
        return new ManagerAvailability(count, free, held, List.copyOf(kinds.values()), known);
    }

    /**
     * Why a task does not run.
     *
     * @throws RefusedException NOT_FOUND when the job is not here, or has no such task
     */
    public Why why(Step step, String taskId) {
        TaskId id = idOf(taskId);
        return new Explanation(book).of(jobOf(id), id.number(), step);
    }

    /** Why a task does not run on a worker. */
    Why why(Step step, String taskId, String workerId) {
        TaskId id = idOf(taskId);
        return new Explanation(book).of(jobOf(id), id.number(), book.worker(workerId), step);
    }

    private JobRun jobOf(TaskId id) {
        return Optional.ofNullable(book.jobs.get(id.jobId()))
                .filter(job -> id.number() <= job.size())
                .orElseThrow(() -> new RefusedException(
                        Refusal.NOT_FOUND, "This manager has no task " + id + ".", "Ask the server."));
    }

    private static TaskId idOf(String text) {
        try {
            return TaskId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.NOT_FOUND, e.getMessage() + ".", "");
        }
    }

    /** Assignments compared with what the shadow policy would have done, and how often that was something else. */
    public ShadowCount shadowCount() {
        return book.shadow.count();
    }

    /** How far tasks are, where that is new since this was last asked. */
    public List<TaskProgress> takeProgress() {
        return progress.take();
    }

    /** A worker that joined before, by its public key. */
    public Optional<KnownNode> known(String publicKey, long nowNanos) {
        return Optional.ofNullable(book.workersByKey.get(publicKey))
                .map(worker -> new KnownNode(
                        worker.id, worker.name, worker.publicKey, worker.bootNonce, worker.heardSecondsAgo(nowNanos)));
    }

    /** A worker's row as it is now. */
    public Optional<WorkerRow> worker(String workerId) {
        return Optional.ofNullable(book.workers.get(workerId)).map(WorkerRun::row);
    }

    /** Whether the worker may add to the attempt's log: it holds it, or reported on it not long ago. It is a sign of life. */
    public boolean mayLog(String workerId, String leaseId, long nowNanos) {
        Optional<Attempt> live = book.live(leaseId).filter(attempt -> attempt.workerId.equals(workerId));
        if (live.isPresent()) {
            live.get().lives(nowNanos);
            return true;
        }
        return Optional.ofNullable(book.workers.get(workerId))
                .map(worker -> worker.answers.get(leaseId))
                .filter(answer -> nowNanos - answer.atNanos() <= LOG_OPEN_NANOS)
                .isPresent();
    }

    private WorkerRun present(String workerId) {
        WorkerRun worker = book.worker(workerId);
        if (worker.status == WorkerStatus.OFFLINE) {
            throw new RefusedException(
                    Refusal.UNAUTHENTICATED, "Worker " + workerId + " said farewell.", "Identify again.");
        }
        return worker;
    }
}
