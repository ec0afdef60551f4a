package org.tablao.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.tablao.core.ids.IdSource;
import org.tablao.core.owner.Turn;
import org.tablao.core.server.Counts;
import org.tablao.core.server.JobDetails;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.LiveJob;
import org.tablao.core.server.NewJob;
import org.tablao.core.server.ServerState;
import org.tablao.core.server.ServerTerms;
import org.tablao.core.server.Snapshot;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.JobWishRow;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.nodeapi.store.LimitShareRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.ShotRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.store.WorkerWishRow;

/** The server: the real state of {@code core} behind a simulated owner, its managers' gate, and what users ask of it. */
final class SimulatedServer extends Node {
    private static final double PULSE = 1;

    final Farm farm;
    final RowStore store;
    private final RoleOwner owner;
    private final ServerGate gate = new ServerGate(this);
    private ServerState state;
    private IdSource ids;

    SimulatedServer(Farm farm, RowStore store) {
        super("server", farm.timeline, farm.chance);
        this.farm = farm;
        this.store = store;
        this.owner = new RoleOwner(this, store, farm, this::load);
    }

    ServerGate gate() {
        return gate;
    }

    /** As it is in memory: for who looks at a run. */
    ServerState state() {
        return state;
    }

    @Override
    void started() {
        gate.reset();
        owner.start();
        later(PULSE, this::pulse);
    }

    <T> void call(BiFunction<ServerState, Turn, T> work, Consumer<Answer<T>> then) {
        owner.call(turn -> work.apply(state, turn), then);
    }

    /** Adds a job; answers its id. */
    void submit(Workload.Draft draft, Consumer<Answer<String>> reply) {
        call(
                (known, turn) -> {
                    String id = ids.next();
                    JobPlan plan = draft.plan(id);
                    NewJob job = new NewJob(
                            id,
                            draft.name(),
                            "test",
                            draft.project(),
                            draft.shot(),
                            draft.priority(),
                            "somebody",
                            draft.key(),
                            "{}",
                            draft.details(),
                            plan,
                            "plan-of-" + id,
                            farm.registry.plan(plan));
                    return known.submit(turn, job, ids::next, millis()).id();
                },
                reply);
    }

    /** Something is wanted of a job; answers whether it could be. */
    void want(String jobId, Wanted wanted, Consumer<Answer<Boolean>> reply) {
        // What is not in memory any more is read from the store, once all that was seen of it is durable.
        call((known, turn) -> letGo(job(known, jobId)), seen -> {
            if (!seen.isDone()) {
                reply.accept(new Answer<>(Optional.empty(), seen.refusal()));
                return;
            }
            Optional<JobRow> row = seen.get();
            Optional<LiveJob> read = row.map(this::live);
            call(
                    (known, turn) -> {
                        JobEntry job = job(known, jobId);
                        wanted.of(known, turn, job, read.filter(any -> row.get().equals(job.row())), millis());
                        return true;
                    },
                    reply);
        });
    }

    /** Something is wanted of a worker; nothing, where it is not known. */
    void wantOfWorker(String workerId, String wanted, String schedule, Consumer<Answer<Boolean>> reply) {
        call(
                (known, turn) -> {
                    Optional<WorkerRow> worker = known.workers().find(workerId);
                    worker.ifPresent(row -> known.workerWishes().want(turn, row, wanted, schedule));
                    return worker.isPresent();
                },
                reply);
    }

    /** There is so much of a limit in the whole farm. */
    void limit(String name, long amount, Consumer<Answer<Boolean>> reply) {
        call(
                (known, turn) -> {
                    known.putLimit(turn, name, "farm", farm.has(Bug.LIMIT_OVERSHARED) ? amount + 9 : amount, "");
                    return true;
                },
                reply);
    }

    private static Optional<JobRow> letGo(JobEntry job) {
        return job.live().isPresent() ? Optional.empty() : Optional.of(job.row());
    }

    /** What a user may want of a job. */
    interface Wanted {
        void of(ServerState state, Turn turn, JobEntry job, Optional<LiveJob> stored, long nowMillis);
    }

    private static JobEntry job(ServerState state, String jobId) {
        return state.jobs()
                .find(jobId)
                .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND, "There is no job " + jobId + ".", ""));
    }

    private void pulse() {
        call(
                (known, turn) -> {
                    gate.expire(known, turn, nanos());
                    known.tick(turn, millis(), nanos());
                    known.managers().noticeSilence(turn, Duration.ofSeconds(15), nanos());
                    return true;
                },
                done -> {});
        later(PULSE, this::pulse);
    }

    private void load() {
        gate.reloaded();
        ServerTerms terms = new ServerTerms(
                store.storeId,
                store.incarnation(),
                farm.setup.jobTerms().leaseSeconds(),
                farm.setup.jobTerms().marginSeconds(),
                farm.setup.jobTerms().graceSeconds());
        ServerState loaded = new ServerState(terms, new GateWatcher(gate));
        Snapshot snapshot = snapshot();
        loaded.load(snapshot, millis(), nanos());
        state = loaded;
        String highest = "";
        for (String id : allIds(snapshot)) {
            highest = id.compareTo(highest) > 0 ? id : highest;
        }
        ids = highest.isEmpty() ? IdSource.fresh(new Wall()) : IdSource.after(new Wall(), highest);
    }

    private static List<String> allIds(Snapshot snapshot) {
        List<String> all = new ArrayList<>();
        snapshot.projects().forEach(row -> all.add(row.id()));
        snapshot.shots().forEach(row -> all.add(row.id()));
        snapshot.jobs().forEach(job -> all.add(job.row().id()));
        return all;
    }

    /** What the store has, as a server reads it at its start. */
    Snapshot snapshot() {
        List<Snapshot.LoadedJob> jobs =
                store.all(JobRow.class).stream().map(this::loaded).toList();
        return new Snapshot(
                store.all(ProjectRow.class),
                store.all(ShotRow.class),
                jobs,
                store.all(ManagerRow.class),
                store.all(WorkerRow.class),
                store.all(LimitRow.class),
                store.all(LimitShareRow.class),
                store.all(JobWishRow.class),
                store.all(WorkerWishRow.class),
                store.all(BlockRow.class),
                Optional.empty());
    }

    private Snapshot.LoadedJob loaded(JobRow row) {
        List<TaskRow> tasks = store.below(TaskRow.class, row.id() + ".");
        List<FrameRow> frames = store.below(FrameRow.class, row.id() + ".");
        JobDetails details = farm.workload.detailsOf(row.name());
        if (Status.ofWireName(JobStatus.class, row.status()).ended()) {
            Counts<TaskStatus> counts = new Counts<>(TaskStatus.class);
            tasks.forEach(task -> counts.add(Status.ofWireName(TaskStatus.class, task.status()), 1));
            // What has no row was cancelled with its job.
            counts.add(TaskStatus.CANCELLED, row.taskCount() - counts.total());
            Counts<FrameStatus> frameCounts = new Counts<>(FrameStatus.class);
            frames.forEach(frame -> frameCounts.add(Status.ofWireName(FrameStatus.class, frame.status()), 1));
            return new Snapshot.LoadedJob(row, details, counts, frameCounts, Optional.empty());
        }
        LiveJob live = live(row);
        return new Snapshot.LoadedJob(row, details, live.count(), live.frames().count(), Optional.of(live));
    }

    /** The tasks of a job as the store has them. */
    LiveJob live(JobRow row) {
        LiveJob live = new LiveJob(plan(row), store.below(FrameRow.class, row.id() + "."));
        store.below(TaskRow.class, row.id() + ".").forEach(live::load);
        store.below(AttemptRow.class, row.id() + ".").forEach(live::load);
        if (Status.ofWireName(JobStatus.class, row.status()).ended()) {
            live.cancelUnbegun();
        }
        return live;
    }

    JobPlan plan(JobRow row) {
        return farm.registry.plan(store.find(BlobRow.class, row.planSha256())
                .orElseThrow(() -> new BrokenPromise("I4", "the plan of " + row.id() + " is not stored"))
                .bytes());
    }

    private final class Wall extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(SimulatedServer.this.millis());
        }
    }
}
