package org.tablao.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.tablao.core.owner.Turn;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.LiveJob;
import org.tablao.core.server.ManagerEntry;
import org.tablao.core.server.ServerState;
import org.tablao.core.state.ManagerStatus;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.KnownNode;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.TaskRow;

/** Where managers call the server: sessions, and calls that wait. */
final class ServerGate {
    static final ManagerOrders NONE = new ManagerOrders(List.of(), List.of());

    /** What a manager is told when it has joined. */
    record Welcome(Door.Pass pass, String incarnation, double leaseSeconds, double marginSeconds) {}

    private record Place(Consumer<Answer<ManagerOrders>> reply, long dueNanos) {}

    private final SimulatedServer server;
    private final Door door = new Door();
    private final Map<String, Place> places = new HashMap<>();

    ServerGate(SimulatedServer server) {
        this.server = server;
    }

    /** The process has gone, and all that it held in memory. */
    void reset() {
        door.closeAll();
        places.clear();
    }

    /** The state was loaded anew: who waits asks again. */
    void reloaded() {
        List<Place> waiting = new ArrayList<>(places.values());
        places.clear();
        waiting.forEach(place -> place.reply.accept(Answer.refused(Refusal.UNAVAILABLE)));
    }

    void identify(String name, String bootNonce, String storeId, Consumer<Answer<Welcome>> reply) {
        server.call(
                (state, turn) -> {
                    String key = "key-of-" + name;
                    Optional<KnownNode> known = state.managers().findByKey(key).map(this::known);
                    door.check(known, bootNonce);
                    String id = known.map(KnownNode::nodeId).orElse("id-of-" + name);
                    HostFacts host = new HostFacts(name, "Linux", "amd64", 2, 1, "0.1.0", "17");
                    Identification who =
                            new Identification("manager", name, key, bootNonce, host, "", "", "", "", "", storeId);
                    state.join(turn, id, who, name, server.millis(), server.nanos());
                    return id;
                },
                answer -> reply.accept(
                        answer.isDone()
                                ? Answer.of(welcome(door.open(answer.get(), bootNonce)))
                                : new Answer<>(Optional.empty(), answer.refusal())));
    }

    private Welcome welcome(Door.Pass pass) {
        FarmSetup.JobTerms terms = server.farm.setup.jobTerms();
        return new Welcome(pass, server.store.incarnation(), terms.leaseSeconds(), terms.marginSeconds());
    }

    private KnownNode known(ManagerEntry manager) {
        return new KnownNode(
                manager.id(),
                manager.row().name(),
                manager.row().publicKey(),
                manager.row().bootNonce(),
                manager.status() == ManagerStatus.OFFLINE
                        ? Double.POSITIVE_INFINITY
                        : manager.heardSecondsAgo(server.nanos()));
    }

    void available(Door.Pass pass, ManagerAvailability room, double wait, Consumer<Answer<ManagerOrders>> reply) {
        server.call(
                (state, turn) -> {
                    ManagerEntry manager = caller(state, pass);
                    long nanos = server.nanos();
                    park(manager.id(), new Place(reply, nanos + Math.round(wait * 1e9)));
                    state.available(turn, manager, room, server.millis(), nanos);
                    if (wait == 0) {
                        expire(state, turn, nanos);
                    }
                    return true;
                },
                answer -> {
                    if (!answer.isDone()) {
                        reply.accept(new Answer<>(Optional.empty(), answer.refusal()));
                    }
                });
    }

    private void park(String manager, Place place) {
        Place before = places.put(manager, place);
        if (before != null) {
            before.reply.accept(Answer.of(NONE));
        }
    }

    /** A manager that waits gets this when it is durable. */
    void orders(Turn turn, ManagerEntry manager, ManagerOrders orders) {
        Place place = places.remove(manager.id());
        if (place != null) {
            turn.whenDurable(() -> place.reply.accept(Answer.of(orders)));
        }
    }

    /** Answers those that have waited long enough. */
    void expire(ServerState state, Turn turn, long nanos) {
        for (Map.Entry<String, Place> place : List.copyOf(places.entrySet())) {
            if (place.getValue().dueNanos - nanos <= 0) {
                state.managers().find(place.getKey()).ifPresent(manager -> {
                    state.waitsNoMore(manager);
                    orders(turn, manager, NONE);
                });
            }
        }
    }

    void heartbeat(Door.Pass pass, List<TaskProgress> progress, Consumer<Answer<Boolean>> reply) {
        called(
                pass,
                (state, turn, manager) -> {
                    state.heartbeat(turn, manager, progress, server.millis(), server.nanos());
                    return true;
                },
                reply);
    }

    void events(Door.Pass pass, List<ManagerEvent> events, Consumer<Answer<Long>> reply) {
        called(
                pass,
                (state, turn, manager) ->
                        state.events(turn, manager, renumbered(manager, events), server.millis(), server.nanos()),
                reply);
    }

    void blob(Door.Pass pass, String sha256, Consumer<Answer<BlobRow>> reply) {
        called(pass, (state, turn, manager) -> sha256, answer -> {
            Optional<BlobRow> found = answer.value().flatMap(known -> server.store.find(BlobRow.class, known));
            reply.accept(found.map(Answer::of)
                    .orElseGet(() -> Answer.refused(answer.refusal().orElse(Refusal.NOT_FOUND))));
        });
    }

    /** What came of a job's tasks under earlier leases. */
    void tasks(Door.Pass pass, String jobId, Consumer<Answer<List<TaskRow>>> reply) {
        called(
                pass,
                (state, turn, manager) -> state.jobs()
                        .find(jobId)
                        .filter(job -> job.row().managerId().equals(manager.id()))
                        .flatMap(JobEntry::live)
                        .map(LiveJob::rows)
                        .orElseThrow(() -> new RefusedException(Refusal.CONFLICT, "It is not leased to you.", "")),
                reply);
    }

    private interface Call<A> {
        A on(ServerState state, Turn turn, ManagerEntry manager);
    }

    private <A> void called(Door.Pass pass, Call<A> call, Consumer<Answer<A>> reply) {
        BiFunction<ServerState, Turn, A> work = (state, turn) -> call.on(state, turn, caller(state, pass));
        server.call(work, reply);
    }

    private ManagerEntry caller(ServerState state, Door.Pass pass) {
        door.admit(pass);
        return state.managers()
                .find(pass.nodeId())
                .filter(manager -> manager.status() != ManagerStatus.OFFLINE)
                .orElseThrow(() -> new RefusedException(Refusal.UNAUTHENTICATED, "The session is not open.", ""));
    }

    private List<ManagerEvent> renumbered(ManagerEntry manager, List<ManagerEvent> events) {
        long applied = manager.row().eventSequence();
        if (!server.farm.has(Bug.EVENTS_TWICE) || events.get(0).sequence() > applied) {
            return events;
        }
        List<ManagerEvent> again = new ArrayList<>();
        for (ManagerEvent event : events) {
            again.add(new ManagerEvent(
                    applied + 1 + again.size(),
                    event.atMillis(),
                    event.jobs(),
                    event.tasks(),
                    event.attempts(),
                    event.workers(),
                    event.frames(),
                    event.blocks()));
        }
        return again;
    }
}
