package org.tablao.core.manager;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tablao.core.index.CapabilitySet;
import org.tablao.core.index.RequirementClass;
import org.tablao.nodeapi.worker.HostResources;

/**
 * Workers whose calls wait for a task, by what they offer and have: whether one fits is asked once for all that are alike, and
 * finding the one that waits longest does not look at the others.
 */
final class Parking {
    private final Map<Shape, TreeMap<Long, WorkerRun>> places = new HashMap<>();
    private final Set<WorkerRun> freed = new LinkedHashSet<>();
    private long arrivals;

    /** Workers alike. Those on which something runs are alike in less than their shape says. */
    private record Shape(CapabilitySet kind, HostResources resources, int slots, boolean empty) {}

    /** Where a worker waits. */
    record Place(Object shape, long arrival) {}

    void park(WorkerRun worker, int freeSlots, long askedNanos) {
        if (worker.kind().isEmpty()) {
            return;
        }
        Shape shape = new Shape(
                worker.kind().get(),
                worker.occupancy().resources(),
                worker.occupancy().slots(),
                worker.occupancy().isEmpty());
        long arrival = arrivals++;
        places.computeIfAbsent(shape, any -> new TreeMap<>()).put(arrival, worker);
        worker.park(new WorkerRun.Parked(freeSlots, askedNanos, new Place(shape, arrival)));
    }

    void unpark(WorkerRun worker) {
        worker.parked().ifPresent(call -> {
            TreeMap<Long, WorkerRun> alike = places.get((Shape) call.place().shape());
            alike.remove(call.place().arrival());
            if (alike.isEmpty()) {
                places.remove((Shape) call.place().shape());
            }
        });
        worker.unpark();
    }

    /** Something ended on a worker: if it is parked it may take more than it could before. */
    void freed(WorkerRun worker) {
        if (worker.parked().isPresent()) {
            freed.add(worker);
        }
    }

    /** The parked workers on which something ended since this was last asked. */
    Set<WorkerRun> takeFreed() {
        Set<WorkerRun> taken = new LinkedHashSet<>(freed);
        freed.clear();
        return taken;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /**
     * The worker that waits longest among those that came after another and fit.
     *
     * @param after the arrival to go on from, -1 at first
     */
    Optional<WorkerRun> next(RequirementClass tasks, long after, Predicate<WorkerRun> fits) {
        WorkerRun first = null;
        long arrival = Long.MAX_VALUE;
        for (Map.Entry<Shape, TreeMap<Long, WorkerRun>> alike : places.entrySet()) {
            if (!tasks.admits(alike.getKey().kind())) {
                continue;
            }
            Map.Entry<Long, WorkerRun> entry = alike.getValue().higherEntry(after);
            while (entry != null && entry.getKey() < arrival) {
                if (fits.test(entry.getValue())) {
                    first = entry.getValue();
                    arrival = entry.getKey();
                } else if (alike.getKey().empty()
                        && entry.getValue().reservedFor().isEmpty()) {
                    break;
                }
                entry = alike.getValue().higherEntry(entry.getKey());
            }
        }
        return Optional.ofNullable(first);
    }
}
