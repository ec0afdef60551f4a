package org.tablao.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;

/** A worker that keeps to {@code docs/protocol.md}: joins, asks, runs, reports, publishes, confirms, and finishes after a restart. */
final class SimulatedWorker extends Node {
    private static final double LONGEST_CALL = 20;
    private static final double LONG_POLL = 30;
    private static final double STEP = 0.5;

    final Farm farm;
    final Journal journal = new Journal();
    private final String key;
    private final SimulatedManager manager;
    private final Machine machine;
    private final Map<String, RunningAttempt> running = new LinkedHashMap<>();
    private final Set<String> reported = new HashSet<>();
    private final List<Runnable> whenJoined = new ArrayList<>();
    private final Publications publications;
    private Optional<SimulatedManager.Welcome> welcome = Optional.empty();
    private Optional<Availability> asked = Optional.empty();
    private long round;
    private boolean joining;
    private boolean stepping;
    private boolean superseded;
    private final Deque<RunningAttempt> waiting = new ArrayDeque<>();
    private int filled;

    SimulatedWorker(Farm farm, String name, String key, SimulatedManager manager, Machine machine) {
        super(name, farm.timeline, farm.chance);
        this.farm = farm;
        this.key = key;
        this.manager = manager;
        this.machine = machine;
        this.publications = new Publications(this);
    }

    /** Another host with a copy of its disk. */
    SimulatedWorker cloned(String otherName) {
        SimulatedWorker clone = new SimulatedWorker(farm, otherName, key, manager, machine);
        journal.entries.values().forEach(clone.journal::write);
        return clone;
    }

    /** Is taken out of the farm, with its disk. */
    void remove() {
        crash();
        farm.workers.remove(this);
    }

    /** As its manager calls it. */
    String id() {
        return "id-of-" + key;
    }

    String bootNonce() {
        return name + "-boot-" + boot();
    }

    /** Whether nothing of it is still to be told. */
    boolean isQuiet() {
        return running.isEmpty()
                && journal.entries.isEmpty()
                && publications.open().isEmpty();
    }

    @Override
    void started() {
        running.clear();
        waiting.clear();
        filled = 0;
        reported.clear();
        whenJoined.clear();
        welcome = Optional.empty();
        asked = Optional.empty();
        joining = false;
        stepping = false;
        superseded = false;
        publications.recover();
        join(0.2);
    }

    /** The launcher of each attempt sees that its worker is gone, and ends the tree. */
    @Override
    void died() {
        running.values().forEach(RunningAttempt::orphaned);
    }

    private void join(double pause) {
        if (joining || welcome.isPresent()) {
            return;
        }
        joining = true;
        farm.network.<SimulatedManager.Welcome>call(
                this,
                manager,
                LONGEST_CALL,
                reply -> manager.workerGate().identify(name, key, bootNonce(), reply),
                answer -> {
                    joining = false;
                    if (answer.isDone()) {
                        joined(answer.get());
                    } else {
                        later(pause, () -> join(Math.min(5, pause * 2)));
                    }
                });
    }

    private void joined(SimulatedManager.Welcome now) {
        welcome = Optional.of(now);
        asked = Optional.empty();
        announce();
        List<Runnable> ready = List.copyOf(whenJoined);
        whenJoined.clear();
        ready.forEach(Runnable::run);
    }

    private void lost(Door.Pass pass) {
        if (welcome.filter(now -> now.pass().equals(pass)).isPresent()) {
            welcome = Optional.empty();
            join(0.2);
        }
    }

    /** Asks once, if joined. */
    <A> void once(double seconds, BiConsumer<Door.Pass, Consumer<Answer<A>>> request, Consumer<Answer<A>> then) {
        welcome.ifPresent(now ->
                farm.network.<A>call(this, manager, seconds, reply -> request.accept(now.pass(), reply), answer -> {
                    if (answer.isRefusedAs(Refusal.UNAUTHENTICATED)) {
                        lost(now.pass());
                    }
                    then.accept(answer);
                }));
    }

    /** Asks until there is an answer or a refusal that stays. */
    <A> void untilAnswered(BiConsumer<Door.Pass, Consumer<Answer<A>>> request, Consumer<Answer<A>> then) {
        tryOnce(request, 0.2, then);
    }

    private <A> void tryOnce(
            BiConsumer<Door.Pass, Consumer<Answer<A>>> request, double pause, Consumer<Answer<A>> then) {
        if (welcome.isEmpty()) {
            whenJoined.add(() -> tryOnce(request, pause, then));
            return;
        }
        this.<A>once(LONGEST_CALL, request, answer -> {
            if (!answer.mayPass()) {
                then.accept(answer);
            } else if (answer.isRefusedAs(Refusal.UNAUTHENTICATED)) {
                tryOnce(request, pause, then);
            } else {
                later(pause, () -> tryOnce(request, Math.min(5, pause * 2), then));
            }
        });
    }

    /** Tells the manager what is free, where it was not told the same already. */
    void announce() {
        int free = machine.slots() - (running.size() - waiting.size());
        if (free <= 0 || superseded || welcome.isEmpty()) {
            return;
        }
        List<String> held = new ArrayList<>(running.keySet());
        held.addAll(publications.open());
        Availability now = new Availability(
                machine.capabilities(),
                machine.slots(),
                free,
                held,
                machine.resources(),
                Math.max(0, machine.ahead() - waiting.size()));
        if (asked.filter(now::equals).isPresent()) {
            return;
        }
        asked = Optional.of(now);
        long thisRound = ++round;
        long askedNanos = nanos();
        this.<List<TaskLease>>once(
                LONG_POLL + LONGEST_CALL,
                (pass, reply) -> manager.workerGate().available(pass, now, LONG_POLL, reply),
                answer -> available(thisRound, askedNanos, answer));
    }

    private void available(long thisRound, long askedNanos, Answer<List<TaskLease>> answer) {
        if (thisRound != round) {
            // A newer call is under way that did not name these leases: it brings them again, if they still are.
            return;
        }
        answer.value().ifPresent(leases -> leases.forEach(lease -> begin(lease, askedNanos)));
        asked = Optional.empty();
        if (answer.isDone()) {
            announce();
        } else if (answer.isRefusedAs(Refusal.SUPERSEDED)) {
            superseded = true;
            List.copyOf(running.values()).forEach(one -> one.stop(RunningAttempt.Cause.ABANDONED));
        } else {
            later(1.0, this::announce);
        }
    }

    private void begin(TaskLease lease, long askedNanos) {
        if (running.containsKey(lease.leaseId()) || reported.contains(lease.leaseId())) {
            return;
        }
        if (nanos() - askedNanos > Math.round((lease.leaseSeconds() - farm.setup.marginSeconds()) * 1e9)) {
            // What brought it was on its way, or waited here, for too long: it may be somebody else's.
            return;
        }
        RunningAttempt one = new RunningAttempt(this, lease, askedNanos);
        running.put(lease.leaseId(), one);
        if (!fits(lease) && !farm.has(Bug.SLOTS_OVERFILLED)) {
            waiting.add(one);
        } else {
            fill(one);
        }
        if (!stepping) {
            stepping = true;
            later(STEP, this::step);
        }
    }

    private boolean fits(TaskLease lease) {
        return filled == 0 || filled + lease.slots() <= machine.slots();
    }

    private void fill(RunningAttempt one) {
        filled += one.lease().slots();
        one.begin();
    }

    /** The process of an attempt has gone: what waits longest may have its place. */
    void leftSlots(TaskLease lease) {
        filled -= lease.slots();
        while (!waiting.isEmpty() && fits(waiting.peek().lease())) {
            fill(waiting.remove());
        }
    }

    void waitsNoMore(RunningAttempt one) {
        waiting.remove(one);
    }

    Machine machine() {
        return machine;
    }

    private void step() {
        welcome.ifPresent(now -> List.copyOf(running.values()).forEach(one -> one.step(now)));
        if (welcome.isEmpty()) {
            List.copyOf(running.values()).forEach(RunningAttempt::giveUpIfOverdue);
        }
        stepping = !running.isEmpty();
        if (stepping) {
            later(STEP, this::step);
        }
    }

    SimulatedManager manager() {
        return manager;
    }

    /** An attempt's process has ended, and it is to be reported. */
    void ended(RunningAttempt one, Journal.Entry entry) {
        if (one.cause() == RunningAttempt.Cause.ABANDONED) {
            publications.discard(entry);
            settle(one.leaseId());
            return;
        }
        long askedNanos = nanos();
        reported.add(one.leaseId());
        publications.report(entry, true, answer -> reported(one, entry, askedNanos, answer));
    }

    private void reported(RunningAttempt one, Journal.Entry entry, long askedNanos, Answer<ReportAnswer> answer) {
        if (!answer.isDone()) {
            // It was not taken: where the manager gives the lease again it is to be begun again.
            reported.remove(one.leaseId());
            publications.discard(entry);
            settle(one.leaseId());
        } else if (answer.get().publish()) {
            publications.publish(entry, askedNanos, () -> follow(one, answer.get(), askedNanos));
        } else {
            publications.discard(entry);
            follow(one, answer.get(), askedNanos);
        }
    }

    private void follow(RunningAttempt one, ReportAnswer answer, long askedNanos) {
        running.remove(one.leaseId());
        answer.next().forEach(lease -> begin(lease, askedNanos));
        announce();
    }

    private void settle(String leaseId) {
        running.remove(leaseId);
        announce();
    }
}
