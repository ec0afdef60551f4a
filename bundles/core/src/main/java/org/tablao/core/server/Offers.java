package org.tablao.core.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tablao.core.index.CapabilitySet;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.WorkerKind;
import org.tablao.nodeapi.worker.Capability;

/** What a manager's workers offer, as it told last. */
final class Offers {
    private int workers;
    private int freeSlots;
    private List<WorkerKind> kinds = List.of();
    private List<CapabilitySet> sets = List.of();

    /** Takes the news; what is offered is read again only where it is another. */
    void take(ManagerAvailability availability) {
        workers = availability.workers();
        freeSlots = availability.freeSlots();
        boolean same = capabilities(kinds).equals(capabilities(availability.kinds()));
        kinds = List.copyOf(availability.kinds());
        if (!same) {
            sets = kinds.stream()
                    .map(kind -> new CapabilitySet(new HashSet<>(kind.capabilities())))
                    .toList();
        }
    }

    int workers() {
        return workers;
    }

    int freeSlots() {
        return freeSlots;
    }

    List<CapabilitySet> sets() {
        return sets;
    }

    /** How many kinds of the job's tasks can run here. A manager that does not tell what its workers offer is believed to run all. */
    int runnable(JobDemands demands) {
        if (workers == 0) {
            return 0;
        }
        return kinds.isEmpty() ? demands.kinds() : demands.runnableBy(sets);
    }

    /** Free slots of workers that can run some of it. */
    int freeSlotsFor(JobDemands demands) {
        if (kinds.isEmpty()) {
            return freeSlots;
        }
        int free = 0;
        for (int i = 0; i < sets.size(); i++) {
            free += demands.runnableBy(sets.get(i)) ? kinds.get(i).freeSlots() : 0;
        }
        return free;
    }

    private static List<Set<Capability>> capabilities(List<WorkerKind> kinds) {
        List<Set<Capability>> all = new ArrayList<>();
        kinds.forEach(kind -> all.add(new HashSet<>(kind.capabilities())));
        return all;
    }
}
