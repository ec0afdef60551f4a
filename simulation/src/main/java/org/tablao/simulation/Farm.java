package org.tablao.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.worker.Capability;

/** A whole farm in virtual time: a server, managers, workers, somebody who submits; and what goes wrong between them. */
final class Farm {
    /** Virtual time after the trouble in which all must have come to rest. */
    private static final double QUIET_WITHIN = 7_200;

    private static final double LOOK = 5;

    /**
     * How one commit goes.
     *
     * @param applied whether it is durable; it may be although it failed
     */
    record CommitFate(long untilDurable, long untilTold, boolean applied, boolean failed) {}

    final Timeline timeline;
    final Chance chance;
    final FarmSetup setup;
    final Network network;
    final Registry registry = new Registry();
    final Workload workload;
    final Processes processes;
    final SharedFiles files;
    final SimulatedServer server;
    final List<SimulatedManager> managers = new ArrayList<>();
    final List<SimulatedWorker> workers = new ArrayList<>();
    final User user;
    private final Auditor auditor = new Auditor(this);
    private final Faults faults;
    private final Optional<Bug> bug;
    private boolean troubled = true;
    private boolean settled;

    Farm(long seed, Optional<Bug> bug, boolean talkative) {
        this.timeline = new Timeline(talkative);
        this.chance = new Chance(seed);
        this.bug = bug;
        this.setup = FarmSetup.of(chance);
        this.network = new Network(timeline, chance);
        this.workload = new Workload(chance, setup);
        this.processes = new Processes(timeline);
        this.files = new SharedFiles(auditor);
        this.server = new SimulatedServer(this, new RowStore("store-of-server", timeline));
        for (int i = 1; i <= setup.managers(); i++) {
            boolean shared = setup.sharedStore() && i == 1;
            RowStore store = shared ? server.store : new RowStore("store-of-" + managerName(i), timeline);
            addManager(new SimulatedManager(this, managerName(i), store));
        }
        this.user = new User(this);
        this.faults = new Faults(this);
    }

    private void addManager(SimulatedManager manager) {
        managers.add(manager);
        for (int i = 1; i <= setup.workersPerManager(); i++) {
            String name = manager.name + "-worker-" + i;
            workers.add(new SimulatedWorker(this, name, "key-of-" + name, manager, setup.slots()));
        }
    }

    static String managerName(int number) {
        return "manager-" + number;
    }

    boolean has(Bug planted) {
        return bug.filter(planted::equals).isPresent();
    }

    boolean isTroubled() {
        return troubled;
    }

    /** What a worker offers: the first of each manager can do all that is asked for. */
    List<Capability> capabilities(String worker) {
        return worker.endsWith("1")
                ? List.of(new Capability("org.tablao.engine", java.util.Map.of("engine", "blender")))
                : List.of();
    }

    CommitFate commitFate() {
        boolean slow = troubled && setup.has(Fault.SLOW_DISK) && chance.hit(0.02);
        boolean failed = troubled && setup.has(Fault.COMMIT_FAILS) && chance.hit(0.01);
        long untilDurable = slow ? chance.seconds(0.1, 4) : chance.seconds(0.000_2, 0.003);
        return new CommitFate(untilDurable, chance.seconds(0.000_01, 0.001), !failed || chance.hit(0.3), failed);
    }

    /** All processes of a node's framework: where server and manager share a store they share a process. */
    List<Node> processOf(Node node) {
        Set<Node> nodes = new LinkedHashSet<>(List.of(node));
        if (setup.sharedStore() && (node == server || node == managers.get(0))) {
            nodes.add(server);
            nodes.add(managers.get(0));
        }
        return List.copyOf(nodes);
    }

    /** Runs until all is at rest and was found as it must be. */
    void run() {
        faults.begin();
        server.start();
        managers.forEach(manager -> timeline.after(chance.seconds(0, 3), manager::start));
        workers.forEach(worker -> timeline.after(chance.seconds(0, 5), worker::start));
        user.begin();
        double bound = setup.troubleSeconds() + QUIET_WITHIN;
        double nextLook = 0;
        while (true) {
            timeline.step();
            if (timeline.seconds() >= nextLook) {
                nextLook = timeline.seconds() + LOOK;
                if (troubled && (timeline.seconds() > setup.troubleSeconds() || unrest().isEmpty())) {
                    troubled = false;
                    faults.end();
                } else if (!troubled && !settled && user.isContent()) {
                    settled = true;
                    user.settle();
                } else if (settled && unrest().isEmpty()) {
                    break;
                }
                BrokenPromise.unless(timeline.seconds() < bound, "quiet", this::unrest);
            }
        }
        auditor.audit();
    }

    /** What is not at rest yet; empty when all is. */
    private String unrest() {
        if (!user.isContent()) {
            return "a user waits for an answer";
        }
        for (JobRow job : server.store.all(JobRow.class)) {
            if (!Auditor.hasEnded(job)) {
                return "the server has " + job;
            }
        }
        for (SimulatedManager manager : managers) {
            List<LeasedJobRow> held = manager.store.all(LeasedJobRow.class);
            if (!manager.isUp() || !manager.isQuiet() || !held.isEmpty()) {
                return manager + " holds " + held;
            }
        }
        for (SimulatedWorker worker : workers) {
            if (!worker.isUp() || !worker.isQuiet()) {
                return worker.name + " has something to do or to tell";
            }
        }
        return server.isUp() ? "" : "the server is not there";
    }
}
