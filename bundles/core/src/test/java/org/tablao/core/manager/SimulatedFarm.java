package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.worker.TaskLease;

/**
 * A manager and its workers in virtual time: messages are late, lost and doubled, processes die and come back, all from one
 * seed. What must always hold is checked after every commit.
 */
final class SimulatedFarm {
    private static final long SECOND = 1_000_000_000L;
    private static final double LOST = 0.08;
    private static final double DOUBLED = 0.08;
    private static final double CRASH = 0.01;
    private static final long TROUBLE_ENDS = 1_800 * SECOND;
    private static final long END = 7_200 * SECOND;

    final Random random;
    final List<SimulatedWorker> workers = new ArrayList<>();
    private final MemoryStore store = new MemoryStore();
    private final PlainCodec codec = new PlainCodec();
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private ManagerState state;
    private long now;
    private long order;
    private long lastSequence;

    private record Event(long at, long order, Runnable work) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    SimulatedFarm(long seed) {
        random = new Random(seed);
        load();
        for (int i = 0; i < 3; i++) {
            SimulatedWorker worker = new SimulatedWorker(this, "worker-" + i);
            workers.add(worker);
            after(random.nextLong(SECOND), worker::act);
        }
        addJob(Stage.JOB, 8, false);
        addJob(Stage.OTHER_JOB, 6, true);
        if (random.nextInt(3) == 0) {
            after(
                    random.nextLong(120 * SECOND),
                    () -> told(step -> {
                        state.wish(step, new Wish(Stage.OTHER_JOB, 2, "cancel", 50));
                        return true;
                    }));
        }
        after(SECOND, this::tick);
    }

    /** Runs until every job has ended; fails when they do not in time. */
    void run() {
        while (!allEnded()) {
            if (queue.isEmpty() || now > END) {
                throw new AssertionError("not ended: " + store.all(TaskRow.class) + store.all(LeasedJobRow.class));
            }
            Event next = queue.poll();
            now = next.at();
            next.work().run();
        }
        for (TaskRow row : store.all(TaskRow.class)) {
            require(List.of("completed", "failed", "cancelled").contains(row.status()), "left over: " + row);
        }
    }

    long now() {
        return now;
    }

    boolean troubled() {
        return now < TROUBLE_ENDS;
    }

    boolean chance(double probability) {
        return troubled() && random.nextDouble() < probability;
    }

    void after(long time, Runnable work) {
        queue.add(new Event(now + time, order++, work));
    }

    /** A message and its answer, each late, perhaps lost, perhaps doubled. */
    <T> void send(Function<Step, T> message, BiConsumer<T, RefusedException> answer) {
        int copies = chance(LOST) ? 0 : chance(DOUBLED) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            after(delay(), () -> handle(message, answer));
        }
    }

    private <T> void handle(Function<Step, T> message, BiConsumer<T, RefusedException> answer) {
        T value = null;
        RefusedException refused = null;
        try {
            value = told(message);
        } catch (RefusedException e) {
            refused = e;
        }
        T given = value;
        RefusedException why = refused;
        boolean crashedAfterCommit = chance(CRASH);
        if (crashedAfterCommit) {
            load();
        } else if (!chance(LOST) && (given != null || why != null)) {
            after(delay(), () -> answer.accept(given, why));
        }
    }

    /** One step of the manager; answers null when it died before the commit. */
    private <T> T told(Function<Step, T> message) {
        Turn turn = Turn.detached();
        Step step = new Step(turn, now, now / 1_000_000);
        T value = message.apply(step);
        Effects effects = state.finish(step);
        if (chance(CRASH)) {
            load();
            return null;
        }
        store.commit(turn.changes());
        check(effects);
        effects.deliveries().forEach(this::deliver);
        effects.settlements().forEach(this::settle);
        return value;
    }

    private void deliver(Effects.Delivery delivery) {
        List<TaskLease> leases = delivery.leases();
        for (SimulatedWorker worker : workers) {
            if (worker.id.equals(delivery.workerId()) && !chance(LOST)) {
                after(delay(), () -> worker.parkedCallAnswered(leases));
            }
        }
    }

    private void settle(Effects.Settlement settlement) {
        String problem = chance(0.2) ? "Neither file is whole." : "";
        after(
                delay(),
                () -> told(step -> {
                    state.settled(step, settlement.leaseId(), problem);
                    return true;
                }));
    }

    ManagerState state() {
        return state;
    }

    private void tick() {
        told(step -> {
            state.tick(step);
            if (random.nextInt(10) == 0) {
                state.acknowledged(step, lastSequence - random.nextInt(3));
            }
            return true;
        });
        after(SECOND, this::tick);
    }

    private void load() {
        state = ManagerState.load(
                new ManagerSetup("store-1", Stage.TERMS, codec, job -> job.priority()),
                store.managerRows(),
                now,
                now / 1_000_000);
    }

    private void addJob(String id, int tasks, boolean chained) {
        List<PlannedTask> planned = new ArrayList<>();
        for (int n = 1; n <= tasks; n++) {
            planned.add(chained && n % 2 == 0 ? Stage.planned(n, n - 1) : Stage.planned(n));
        }
        store.plans.put("plan-" + id, new JobPlan(id, planned, List.of()));
        sizes.put(id, tasks);
        // The server repeats a lease until the manager holds it.
        while (!state.holds(Stage.leaseOf(id, 50))) {
            told(step -> {
                state.leaseJob(step, Stage.leaseOf(id, 50), store.plans.get("plan-" + id));
                return true;
            });
        }
    }

    private boolean allEnded() {
        // A job whose end the server knows has no row any more.
        return store.all(LeasedJobRow.class).stream()
                .allMatch(job -> List.of("completed", "failed", "cancelled").contains(job.status()));
    }

    private void check(Effects effects) {
        effects.event().ifPresent(event -> {
            require(event.sequence() == lastSequence + 1, "a gap before event " + event.sequence());
            lastSequence = event.sequence();
        });
        Map<String, Integer> accepted = new HashMap<>();
        Map<String, Integer> live = new HashMap<>();
        for (AttemptRow row : store.all(AttemptRow.class)) {
            String task = row.jobId() + "." + row.taskNumber();
            if (List.of("accepted", "published").contains(row.status())) {
                accepted.merge(task, 1, Integer::sum);
            }
            if (List.of("leased", "running", "accepted").contains(row.status())) {
                live.merge(task, 1, Integer::sum);
            }
        }
        require(accepted.values().stream().allMatch(count -> count == 1), "accepted twice: " + accepted);
        require(live.values().stream().allMatch(count -> count == 1), "two live attempts: " + live);
        for (TaskRow row : store.all(TaskRow.class)) {
            boolean lives = live.containsKey(row.jobId() + "." + row.number());
            require(row.status().equals("running") == lives, "running without an attempt, or the reverse: " + row);
            require(row.number() <= sizes.get(row.jobId()), "a task that is not planned: " + row);
        }
        require(store.all(OutboxRow.class).size() <= lastSequence, "more events than there were");
    }

    /** No other worker may run the same task now. */
    void checkAlone(SimulatedWorker runner, String task) {
        for (SimulatedWorker other : workers) {
            require(other == runner || !other.runs(task), other.id + " and " + runner.id + " both run " + task);
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private long delay() {
        return random.nextLong(troubled() ? 3 * SECOND : SECOND / 100) + 1;
    }
}
