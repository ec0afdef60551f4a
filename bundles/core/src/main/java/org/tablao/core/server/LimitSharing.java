package org.tablao.core.server;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tablao.core.owner.Turn;
import org.tablao.core.state.ManagerStatus;
import org.tablao.nodeapi.store.LimitRow;

/** Grants managers what their jobs can use of limits. */
final class LimitSharing {
    /** More than there is of anything, and little enough to be added up. */
    private static final long MOST = 1L << 50;

    private final LimitBook limits;
    private final JobBook jobs;
    private final ManagerBook managers;

    LimitSharing(LimitBook limits, JobBook jobs, ManagerBook managers) {
        this.limits = limits;
        this.jobs = jobs;
        this.managers = managers;
    }

    /** Answers which managers have something else of some limit now. */
    Collection<String> share(Turn turn) {
        TreeSet<String> changed = new TreeSet<>();
        if (limits.all().isEmpty()) {
            return changed;
        }
        TreeSet<String> there = new TreeSet<>();
        managers.all().stream()
                .filter(manager -> manager.status() == ManagerStatus.AVAILABLE)
                .forEach(manager -> there.add(manager.id()));
        Map<String, Map<String, Long>> demands = demands(there);
        for (LimitRow limit : limits.all()) {
            LimitShares shares = limits.sharesOf(limit.name());
            changed.addAll(
                    limit.scope().equals(LimitBook.FARM)
                            ? shares.share(turn, limit, demands.getOrDefault(limit.name(), none(there)))
                            : shares.giveAll(turn, limit, there));
        }
        return changed;
    }

    /** By limit and manager: what all tasks that are left would take at once. */
    private Map<String, Map<String, Long>> demands(Collection<String> there) {
        Map<String, Map<String, Long>> demands = new TreeMap<>();
        for (JobEntry job : jobs.active()) {
            String manager = job.row().managerId();
            Map<String, Long> ofTask = job.live().orElseThrow().demands().limits();
            if (!ofTask.isEmpty() && there.contains(manager)) {
                ofTask.forEach((limit, amount) -> demands.computeIfAbsent(limit, any -> none(there))
                        .merge(manager, times(amount, job.tasksLeft()), (one, other) -> Math.min(MOST, one + other)));
            }
        }
        return demands;
    }

    private static long times(long amount, long tasks) {
        return tasks > 0 && amount > MOST / tasks ? MOST : amount * tasks;
    }

    private static Map<String, Long> none(Collection<String> managers) {
        Map<String, Long> none = new TreeMap<>();
        managers.forEach(manager -> none.put(manager, 0L));
        return none;
    }
}
