package org.tablao.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.tablao.core.owner.Turn;
import org.tablao.core.server.ManagerEntry;
import org.tablao.core.server.ServerState;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** The managers that wait for orders, without a thread each. The owner's thread only. */
final class Parking {
    static final ManagerOrders NONE = new ManagerOrders(List.of(), List.of());

    private record Place(CompletableFuture<ManagerOrders> answer, long dueNanos) {}

    private final Map<String, Place> places = new HashMap<>();
    private final Set<CompletableFuture<ManagerOrders>> leaving = ConcurrentHashMap.newKeySet();

    /** A second call of the same manager ends the first. */
    void park(String managerId, CompletableFuture<ManagerOrders> answer, long nanos, Duration wait) {
        Place before = places.put(managerId, new Place(answer, nanos + wait.toNanos()));
        if (before != null) {
            before.answer.complete(NONE);
        }
    }

    void answer(Turn turn, ManagerEntry manager, ManagerOrders orders) {
        Optional.ofNullable(places.remove(manager.id())).ifPresent(place -> {
            leaving.add(place.answer);
            turn.whenDurable(() -> {
                place.answer.complete(orders);
                leaving.remove(place.answer);
            });
        });
    }

    /** Answers those that have waited long enough. */
    void expire(Turn turn, ServerState state, long nanos) {
        for (Map.Entry<String, Place> place : List.copyOf(places.entrySet())) {
            if (place.getValue().dueNanos - nanos <= 0) {
                state.managers().find(place.getKey()).ifPresent(manager -> {
                    state.waitsNoMore(manager);
                    answer(turn, manager, NONE);
                });
            }
        }
    }

    /** The state is dropped: who waits calls again. */
    void dismissAll() {
        RefusedException reason = new RefusedException(
                Refusal.UNAVAILABLE, "The server loads its state or stops.", "Call again in a few seconds.");
        places.values().forEach(place -> place.answer.completeExceptionally(reason));
        leaving.forEach(answer -> answer.completeExceptionally(reason));
        places.clear();
        leaving.clear();
    }
}
