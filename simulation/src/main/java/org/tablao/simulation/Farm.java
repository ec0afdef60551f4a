package org.tablao.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.LeasedJobRow;

/** A whole farm in virtual time: a server, managers, workers, somebody who submits; and what goes wrong between them. */
final class Farm {
    /** Virtual time after the trouble in which all must have come to rest. */
    private static final double QUIET_WITHIN = 7_200;

    private static final double LOOK = 5;

    /** A worker that was unblocked may fail again, and be blocked again: then somebody has to say so again. */
    private static final double SETTLE_AGAIN = 600;

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
    private double settles;

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
            Machine machine = i == 1 ? Machine.able(chance) : Machine.any(chance);
            workers.add(new SimulatedWorker(this, name, "key-of-" + name, manager, machine));
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

    /** Whether it was not taken out: a clone whose host is taken away does not come back. */
    boolean has(Node node) {
        return !(node instanceof SimulatedWorker) || workers.contains(node);
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
                } else if (!troubled && timeline.seconds() >= settles && user.isContent()) {
                    settles = timeline.seconds() + SETTLE_AGAIN;
                    user.settle();
                } else if (!troubled && settles > 0 && unrest().isEmpty()) {
                    break;
                }
                BrokenPromise.unless(timeline.seconds() < bound, "quiet", this::unrest);
            }
        }
        auditor.audit();
    }

    /** What its manager says of the first task of a job that has not ended. */
    private String why(JobRow job) {
        if (timeline.seconds() < setup.troubleSeconds() + QUIET_WITHIN) {
            return "";
        }
        return managers.stream()
                .filter(manager -> job.managerId().equals("id-of-" + manager.name))
                .map(manager -> ": " + manager.why(job.id(), job.taskCount()))
                .findFirst()
                .orElse("");
    }

    /** What is not at rest yet; empty when all is. */
    private String unrest() {
        if (!user.isContent()) {
            return "a user waits for an answer";
        }
        for (JobRow job : server.store.all(JobRow.class)) {
            if (!Auditor.hasEnded(job)) {
                return "the server has " + job + why(job);
            }
        }
        for (SimulatedManager manager : managers) {
            List<LeasedJobRow> held = manager.store.all(LeasedJobRow.class);
            boolean told = auditor.lastTold(manager) == auditor.lastApplied(manager);
            if (!manager.isUp() || !manager.isQuiet() || !told || !held.isEmpty()) {
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
