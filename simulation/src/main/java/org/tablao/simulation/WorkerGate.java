package org.tablao.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.tablao.core.ids.AttemptId;
import org.tablao.core.manager.Effects;
import org.tablao.core.manager.JoinedWorker;
import org.tablao.core.manager.ManagerState;
import org.tablao.core.manager.Step;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;

/** Where workers call a manager: sessions, and calls that wait. */
final class WorkerGate {
    private record Parked(Consumer<Answer<List<TaskLease>>> reply, long untilNanos) {}

    private final SimulatedManager manager;
    private final Door door = new Door();
    private final Map<String, Parked> parked = new HashMap<>();

    WorkerGate(SimulatedManager manager) {
        this.manager = manager;
    }

    /** The process has gone, and all that it held in memory. */
    void reset() {
        door.closeAll();
        parked.clear();
    }

    /** The state was loaded anew: who waits asks again. */
    void reloaded() {
        List.copyOf(parked.keySet()).forEach(worker -> answer(worker, List.of()));
    }

    void identify(String name, String key, String bootNonce, Consumer<Answer<SimulatedManager.Welcome>> reply) {
        manager.step(
                (state, step) -> {
                    door.check(state.known(key, manager.nanos()), bootNonce);
                    String id = state.known(key, manager.nanos())
                            .map(known -> known.nodeId())
                            .orElse("id-of-" + key);
                    HostFacts host = new HostFacts(name, "Linux", "amd64", 2, 1, "0.1.0", "17");
                    state.workerJoined(step, new JoinedWorker(id, name, key, bootNonce, host));
                    return id;
                },
                answer -> reply.accept(
                        answer.isDone()
                                ? Answer.of(manager.welcome(door.open(answer.get(), bootNonce)))
                                : new Answer<>(Optional.empty(), answer.refusal())));
    }

    void available(Door.Pass pass, Availability availability, double wait, Consumer<Answer<List<TaskLease>>> reply) {
        long waitNanos = Math.round(wait * 1e9);
        admitted(
                pass,
                (state, step) -> {
                    List<TaskLease> leases = state.available(step, pass.nodeId(), availability, waitNanos);
                    if (leases.isEmpty()) {
                        park(pass.nodeId(), reply, waitNanos);
                    } else {
                        answer(pass.nodeId(), List.of());
                    }
                    return leases;
                },
                answer -> {
                    if (!answer.isDone() || !answer.get().isEmpty()) {
                        reply.accept(answer);
                    }
                });
    }

    private void park(String worker, Consumer<Answer<List<TaskLease>>> reply, long waitNanos) {
        answer(worker, List.of());
        Parked call = new Parked(reply, manager.nanos() + waitNanos);
        parked.put(worker, call);
        manager.later(waitNanos, () -> expire(worker, call));
    }

    private void expire(String worker, Parked call) {
        if (parked.get(worker) == call) {
            manager.step(
                    (state, step) -> {
                        state.unpark(worker);
                        return true;
                    },
                    done -> {
                        if (parked.get(worker) == call) {
                            answer(worker, List.of());
                        }
                    });
        }
    }

    void deliver(Effects.Delivery delivery) {
        answer(delivery.workerId(), delivery.leases());
    }

    private void answer(String worker, List<TaskLease> leases) {
        Parked call = parked.remove(worker);
        if (call != null) {
            call.reply.accept(Answer.of(leases));
        }
    }

    void heartbeat(Door.Pass pass, String leaseId, Heartbeat heartbeat, Consumer<Answer<HeartbeatAnswer>> reply) {
        admitted(pass, (state, step) -> state.heartbeat(step, pass.nodeId(), leaseId, heartbeat), reply);
    }

    void report(Door.Pass pass, String leaseId, Report report, boolean next, Consumer<Answer<ReportAnswer>> reply) {
        Optional<AttemptRow> current = manager.farm.has(Bug.REPORT_WITHOUT_CLAIM) ? current(leaseId) : Optional.empty();
        admitted(
                pass,
                (state, step) -> current.isPresent()
                        ? state.report(
                                step,
                                current.get().workerId(),
                                idOf(current.get()),
                                claiming(report, current.get()),
                                next)
                        : state.report(step, pass.nodeId(), leaseId, report, next),
                reply);
    }

    void published(Door.Pass pass, String leaseId, Published published, Consumer<Answer<Boolean>> reply) {
        admitted(
                pass,
                (state, step) -> {
                    state.published(step, pass.nodeId(), leaseId, published);
                    return true;
                },
                reply);
    }

    private <A> void admitted(Door.Pass pass, BiFunction<ManagerState, Step, A> message, Consumer<Answer<A>> reply) {
        try {
            door.admit(pass);
        } catch (RefusedException refused) {
            reply.accept(Answer.refused(refused.refusal()));
            return;
        }
        manager.step(message, reply);
    }

    private Optional<AttemptRow> current(String leaseId) {
        AttemptId id = AttemptId.parse(leaseId);
        return manager.store.below(AttemptRow.class, RowKeys.of(id.jobId(), id.task()) + ".").stream()
                .filter(row -> row.status().equals("leased") || row.status().equals("running"))
                .findFirst();
    }

    private static String idOf(AttemptRow row) {
        return new AttemptId(row.jobId(), row.taskNumber(), row.number()).toString();
    }

    private Report claiming(Report report, AttemptRow row) {
        return new Report(
                new LeaseClaim(manager.store.incarnation(), row.epoch(), row.number()),
                report.outcome(),
                report.reason(),
                report.hint(),
                report.runSeconds(),
                report.files(),
                report.versions());
    }
}
