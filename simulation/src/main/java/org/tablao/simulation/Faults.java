package org.tablao.simulation;

import java.util.ArrayList;
import java.util.List;

/** Lets things go wrong, of the kinds that this run has, until the trouble ends. */
final class Faults {
    private final Farm farm;
    private final Chance chance;
    private final Timeline timeline;
    private int clones;

    Faults(Farm farm) {
        this.farm = farm;
        this.chance = farm.chance;
        this.timeline = farm.timeline;
    }

    void begin() {
        farm.network.weather(farm.setup.weather());
        if (farm.setup.has(Fault.CLOCK_RATES_DIFFER)) {
            all().forEach(node -> node.runsAt(chance.between(0.95, 1.05)));
        }
        if (!farm.setup.faults().isEmpty()) {
            next();
        }
    }

    /** From now on nothing goes wrong any more, and who is down comes back. */
    void end() {
        timeline.note(0, () -> "the trouble ends");
        farm.network.weather(Network.Weather.FAIR);
    }

    private void next() {
        timeline.after(chance.seconds(0, 2 * farm.setup.pauseBetweenFaults()), () -> {
            if (farm.isTroubled()) {
                happen(chance.oneOf(List.copyOf(farm.setup.faults())));
                next();
            }
        });
    }

    private List<Node> all() {
        List<Node> all = new ArrayList<>();
        all.add(farm.server);
        all.addAll(farm.managers);
        all.addAll(farm.workers);
        return all;
    }

    private void happen(Fault fault) {
        SimulatedManager manager = chance.oneOf(farm.managers);
        SimulatedWorker worker = chance.oneOf(farm.workers);
        switch (fault) {
            case SERVER_DIES -> dies(farm.server);
            case MANAGER_DIES -> dies(manager);
            case WORKER_DIES -> dies(worker);
            case SERVER_FREEZES -> freezes(farm.server);
            case MANAGER_FREEZES -> freezes(manager);
            case WORKER_FREEZES -> freezes(worker);
            case PARTITION -> parted(manager, worker, true);
            case ONE_WAY_PARTITION -> parted(manager, worker, false);
            case WALL_CLOCK_JUMPS -> jumps(chance.oneOf(all()));
            case CLOCK_BREAKS -> breaks(worker);
            case WORKER_CLONED -> cloned(worker);
            case COMMIT_FAILS, SLOW_DISK, CLOCK_RATES_DIFFER -> {
                // Happen by themselves.
            }
        }
    }

    private void dies(Node node) {
        if (!node.isUp()) {
            return;
        }
        long away = chance.seconds(1, chance.hit(0.15) ? 150 : 15);
        for (Node one : farm.processOf(node)) {
            one.crash();
            timeline.after(away + chance.seconds(0, 0.5), () -> {
                if (!one.isUp() && farm.has(one)) {
                    one.start();
                }
            });
        }
    }

    private void freezes(Node node) {
        long time = chance.seconds(0.5, chance.hit(0.3) ? 120 : 40);
        for (Node one : farm.processOf(node)) {
            timeline.note(time, () -> one.name + " is frozen for " + time / 1e9 + " s");
            one.freeze(time);
        }
    }

    private void parted(SimulatedManager manager, SimulatedWorker worker, boolean both) {
        long time = chance.seconds(1, 90);
        boolean above = chance.hit(0.5);
        Node one = above ? farm.server : worker.manager();
        Node other = above ? manager : worker;
        timeline.note(time, () -> one.name + " and " + other.name + " are parted for " + time / 1e9 + " s");
        if (both) {
            farm.network.cut(one, other, time);
            farm.network.cut(other, one, time);
        } else if (chance.hit(0.5)) {
            farm.network.cut(one, other, time);
        } else {
            farm.network.cut(other, one, time);
        }
    }

    private void jumps(Node node) {
        long hour = 3_600_000;
        long millis = chance.hit(0.5) ? hour : 87_600 * hour;
        node.wallJumps(chance.hit(0.5) ? millis : -millis);
    }

    private void breaks(SimulatedWorker worker) {
        worker.excuse(Double.POSITIVE_INFINITY);
        worker.runsAt(chance.oneOf(List.of(0.3, 0.5, 2.0, 4.0)));
    }

    /** A copy of the disk is started somewhere else. */
    private void cloned(SimulatedWorker worker) {
        if (farm.workers.size() < 12) {
            worker.excuse(Double.POSITIVE_INFINITY);
            SimulatedWorker clone = worker.cloned("clone-" + clones++ + "-of-" + worker.name);
            clone.excuse(Double.POSITIVE_INFINITY);
            farm.workers.add(clone);
            clone.start();
            timeline.after(chance.seconds(5, 120), clone::remove);
        }
    }
}
