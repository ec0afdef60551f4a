package org.tablao.simulation;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.core.manager.ManagerRules;

/**
 * How large the farm of a run is, and what may go wrong in it. Each seed has another mixture: a fault is seen best where not
 * all others hide it.
 *
 * @param demanding whether tasks need more than a slot
 * @param licences that the whole farm has
 * @param sharedStore whether the first manager is one process with the server, on one store
 * @param failing how many attempts fail by themselves
 * @param whimsical whether users want this and that of their jobs
 * @param faults the kinds that happen
 * @param troubleSeconds how long they go on
 */
record FarmSetup(
        int managers,
        int workersPerManager,
        boolean demanding,
        int licences,
        int jobs,
        int tasksPerJob,
        double longestTask,
        boolean sharedStore,
        double failing,
        boolean whimsical,
        Set<Fault> faults,
        double troubleSeconds,
        double pauseBetweenFaults,
        Network.Weather weather,
        LeaseTerms terms,
        JobTerms jobTerms,
        ManagerRules rules) {
    /** How long a manager keeps its jobs without its server; not for ever only where that is to be seen. */
    record JobTerms(double leaseSeconds, double marginSeconds, double graceSeconds) {}

    static FarmSetup of(Chance chance) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (chance.hit(0.5)) {
                faults.add(fault);
            }
        }
        Network.Weather weather = chance.hit(0.7)
                ? new Network.Weather(chance.between(0, 0.15), chance.between(0, 0.15), chance.between(0.02, 8))
                : Network.Weather.FAIR;
        return new FarmSetup(
                chance.between(1, 3),
                chance.between(1, 3),
                chance.hit(0.5),
                chance.between(1, 3),
                chance.between(1, 6),
                chance.between(2, 16),
                chance.between(2.0, 80.0),
                chance.hit(0.25),
                chance.hit(0.5) ? 0.1 : 0,
                chance.hit(0.4),
                faults,
                chance.between(120.0, 900.0),
                chance.between(1.0, 25.0),
                weather,
                new LeaseTerms(
                        Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(5)),
                chance.hit(0.4) ? new JobTerms(chance.between(140.0, 200.0), 100, 20) : new JobTerms(86_400, 100, 20),
                new ManagerRules(0, 0, chance.hit(0.2) ? 3 : 0, ZoneOffset.UTC));
    }

    /** How long a worker works on without an answer. */
    long workNanos() {
        return terms.lease().minus(terms.margin()).toNanos();
    }

    double marginSeconds() {
        return terms.margin().toNanos() / 1e9;
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }
}
