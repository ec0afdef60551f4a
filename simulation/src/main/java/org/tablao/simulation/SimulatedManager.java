package org.tablao.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.tablao.core.failure.UsualFailures;
import org.tablao.core.manager.Effects;
import org.tablao.core.manager.ManagerRows;
import org.tablao.core.manager.ManagerSetup;
import org.tablao.core.manager.ManagerState;
import org.tablao.core.manager.Ranks;
import org.tablao.core.manager.SchedulingTerms;
import org.tablao.core.manager.Step;
import org.tablao.core.owner.OwnerLoop;
import org.tablao.core.owner.Turn;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.manager.Why;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.GrantRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.RankedProject;

/** A manager: the real state of {@code core} behind a simulated owner, its workers' gate, and its link to the server. */
final class SimulatedManager extends Node implements OwnerLoop.State {
    /** What a worker is told when it has joined. */
    record Welcome(Door.Pass pass, double heartbeatSeconds) {}

    private static final double TICK = 1;

    final Farm farm;
    final RowStore store;
    private final RoleOwner owner;
    private final WorkerGate gate = new WorkerGate(this);
    private final ManagerLink link;
    private ManagerState state;
    private Step open;

    SimulatedManager(Farm farm, String name, RowStore store) {
        super(name, farm.timeline, farm.chance);
        this.farm = farm;
        this.store = store;
        this.owner = new RoleOwner(this, store, farm, this);
        this.link = new ManagerLink(this);
    }

    WorkerGate workerGate() {
        return gate;
    }

    /** Why tasks of a job do not run, those that have not ended. */
    String why(String jobId, int tasks) {
        StringBuilder text = new StringBuilder();
        for (int number = 1; number <= tasks; number++) {
            Why why = state.why(emptyStep(), jobId + "." + number);
            if (!Status.ofWireName(TaskStatus.class, why.status()).ended()) {
                text.append(why.taskId())
                        .append(' ')
                        .append(why.status())
                        .append(", ")
                        .append(why.summary())
                        .append(' ');
            }
        }
        return text.toString();
    }

    /** Whether nothing of it is still to be told to the server. */
    boolean isQuiet() {
        return link.isQuiet();
    }

    @Override
    public String toString() {
        return name + " with " + link;
    }

    Welcome welcome(Door.Pass pass) {
        return new Welcome(pass, farm.setup.terms().heartbeat().toNanos() / 1e9);
    }

    @Override
    void started() {
        gate.reset();
        owner.start();
        link.start();
        later(TICK, this::tick);
    }

    /** Runs one step of the state; its answer and its effects leave when it is durable. */
    <T> void step(BiFunction<ManagerState, Step, T> message, Consumer<Answer<T>> then) {
        owner.call(turn -> inTurn(turn, nanos(), message), then);
    }

    private <T> T inTurn(Turn turn, long nowNanos, BiFunction<ManagerState, Step, T> message) {
        open.continues(turn, nowNanos, millis());
        return message.apply(state, open);
    }

    @Override
    public void seal(Turn turn) {
        open.continues(turn, nanos(), millis());
        Effects effects = state.finish(open);
        turn.whenDurable(() -> leave(effects));
        open = emptyStep();
    }

    private Step emptyStep() {
        return new Step(Turn.detached(), nanos(), millis());
    }

    private void leave(Effects effects) {
        effects.events().forEach(link.events()::add);
        effects.deliveries().forEach(gate::deliver);
        effects.settlements().forEach(this::settle);
    }

    private void tick() {
        long early = farm.has(Bug.LEASE_PASSED_ON_EARLY) ? 30 * Chance.SECOND : 0;
        owner.call(
                turn -> inTurn(turn, nanos() + early, (known, step) -> {
                    known.tick(step);
                    return true;
                }),
                done -> {});
        later(TICK, this::tick);
    }

    /** Finishes the publication of an accepted attempt whose worker does not. */
    private void settle(Effects.Settlement settlement) {
        later(chance.between(0.001, 0.5), () -> {
            if (settlement.untilNanos() - nanos() <= 0) {
                step(
                        (known, step) -> {
                            known.unsettled(step, settlement.leaseId());
                            return true;
                        },
                        done -> {});
                return;
            }
            boolean inPlace =
                    farm.has(Bug.SETTLED_UNSEEN) || settlement.files().stream().allMatch(this::place);
            String problem = inPlace ? "" : "Neither file is whole.";
            step(
                    (known, step) -> {
                        known.settled(step, settlement.leaseId(), problem);
                        return true;
                    },
                    done -> {});
        });
    }

    private boolean place(ReportedFile file) {
        if (farm.files.holds(file.targetPath(), file.sha256())) {
            return true;
        }
        return farm.files.holds(file.pendingPath(), file.sha256())
                && farm.files.rename(name, file.pendingPath(), file.targetPath());
    }

    @Override
    public void load() {
        open = emptyStep();
        gate.reloaded();
        List<LeasedJobRow> jobs = store.all(LeasedJobRow.class);
        Map<String, JobPlan> plans = new HashMap<>();
        List<TaskRow> tasks = new ArrayList<>();
        List<AttemptRow> attempts = new ArrayList<>();
        for (LeasedJobRow job : jobs) {
            if (!Status.ofWireName(JobStatus.class, job.status()).ended()) {
                plans.put(job.planSha256(), plan(job));
                tasks.addAll(store.below(TaskRow.class, job.jobId() + "."));
                attempts.addAll(live(job));
            }
        }
        List<OutboxRow> outbox = store.all(OutboxRow.class);
        long first = outbox.isEmpty() ? 1 : outbox.get(0).sequence();
        long last = outbox.isEmpty() ? 0 : outbox.get(outbox.size() - 1).sequence();
        ManagerSetup setup = new ManagerSetup(
                store.incarnation(),
                farm.setup.terms(),
                farm.registry,
                new ByPriority(),
                new ByPriority(),
                new UsualFailures()::decide,
                farm.setup.rules(),
                SchedulingTerms.USUAL);
        ManagerRows rows = new ManagerRows(
                jobs,
                plans,
                tasks,
                attempts,
                workers(),
                store.all(GrantRow.class),
                store.all(BlockRow.class),
                first,
                last);
        state = ManagerState.load(setup, rows, nanos(), millis());
        link.reset(outbox.stream().map(row -> farm.registry.event(row.event())).toList());
    }

    private JobPlan plan(LeasedJobRow job) {
        return farm.registry.plan(store.find(BlobRow.class, job.planSha256())
                .orElseThrow(() -> new BrokenPromise("I4", "the plan of " + job.jobId() + " is not stored"))
                .bytes());
    }

    private List<AttemptRow> live(LeasedJobRow job) {
        return store.below(AttemptRow.class, job.jobId() + ".").stream()
                .filter(row -> !Auditor.hasEnded(row))
                .toList();
    }

    /** In a store that is shared with the server there are other managers' workers too. */
    private List<WorkerRow> workers() {
        Set<String> others = store.all(ManagerRow.class).stream()
                .filter(manager -> !manager.storeId().equals(store.storeId))
                .map(ManagerRow::id)
                .collect(Collectors.toSet());
        return store.all(WorkerRow.class).stream()
                .filter(worker -> !others.contains(worker.managerId()))
                .toList();
    }

    private static final class ByPriority implements Ranks {
        @Override
        public double job(RankedJob job) {
            return job.priority();
        }

        @Override
        public double project(RankedProject project) {
            return 0;
        }
    }
}
