package org.tablao.simulation.day;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tablao.core.manager.JoinedWorker;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;

/** A worker of a day: asks, runs, tells, and dies and comes back when its day says so. */
final class DayWorker {
    static final String COMMAND = "render";
    static final String GPU_COMMAND = "render-gpu";
    private static final HostFacts HOST = new HostFacts("host", "Linux", "amd64", 1, 1L << 30, "0.1.0", "17");
    private static final long POLL_MILLIS = 30_000;
    private static final long HEARTBEAT_MILLIS = 5_000;
    private static final long CRASH_MILLIS = 10_000;

    private final WorkDay.Host host;
    private final DayRun farm;
    private final Agenda agenda;
    private final Tally tally;
    private final Map<String, TaskLease> held = new LinkedHashMap<>();
    private int starts;
    private boolean there;
    /** Number of the call that waits at the manager; 0: none. */
    private long parked;

    private long calls;

    DayWorker(WorkDay.Host host, DayRun farm, Agenda agenda, Tally tally) {
        this.host = host;
        this.farm = farm;
        this.agenda = agenda;
        this.tally = tally;
    }

    void begins() {
        agenda.at(0, this::join);
        for (WorkDay.Span away : host.away()) {
            agenda.at(away.from(), this::die);
            agenda.at(away.to(), this::join);
        }
    }

    WorkDay.Host host() {
        return host;
    }

    boolean isThere() {
        return there;
    }

    private void join() {
        starts++;
        there = true;
        parked = 0;
        JoinedWorker joined = new JoinedWorker(host.id(), host.id(), host.id(), "boot-" + starts, HOST);
        farm.message((state, step) -> {
            state.workerJoined(step, joined);
            return true;
        });
        ask();
    }

    private void die() {
        there = false;
        held.values().forEach(tally::lost);
        held.clear();
        starts++;
    }

    long now() {
        return agenda.now();
    }

    int freeSlots() {
        return host.slots() - held.values().stream().mapToInt(TaskLease::slots).sum();
    }

    private void ask() {
        if (!there || parked != 0 || freeSlots() <= 0) {
            return;
        }
        Availability availability = new Availability(offered(), host.slots(), freeSlots(), List.copyOf(held.keySet()));
        List<TaskLease> leases =
                farm.message((state, step) -> state.available(step, host.id(), availability, POLL_MILLIS * 1_000_000));
        if (leases.isEmpty()) {
            park();
        } else {
            take(leases);
        }
    }

    /** The manager answers in any case after a while; what asked may be gone by then. */
    private void park() {
        long call = ++calls;
        int start = starts;
        parked = call;
        agenda.in(POLL_MILLIS, () -> {
            if (parked == call) {
                parked = 0;
                farm.message((state, step) -> {
                    state.unpark(host.id());
                    return true;
                });
                if (start == starts) {
                    ask();
                }
            }
        });
    }

    /** The call that waited is answered; to one that died meanwhile nothing gets through. */
    void receives(List<TaskLease> leases) {
        parked = 0;
        if (there) {
            take(leases);
        }
    }

    private void take(List<TaskLease> leases) {
        for (TaskLease lease : leases) {
            tally.leased(lease, this);
            held.put(lease.leaseId(), lease);
            begin(lease);
        }
        ask();
    }

    private void begin(TaskLease lease) {
        int start = starts;
        boolean crashes = host.isBroken(agenda.now());
        long takes = crashes ? CRASH_MILLIS : tally.millisOf(lease);
        agenda.in(takes, () -> {
            if (start == starts && held.containsKey(lease.leaseId())) {
                end(lease, crashes ? "crashed" : "completed", takes);
            }
        });
        agenda.in(0, () -> beat(lease, start));
    }

    private void beat(TaskLease lease, int start) {
        if (start != starts || !held.containsKey(lease.leaseId())) {
            return;
        }
        try {
            farm.message((state, step) ->
                    state.heartbeat(step, host.id(), lease.leaseId(), new Heartbeat(lease.claim(), 0, "", 0)));
            agenda.in(HEARTBEAT_MILLIS, () -> beat(lease, start));
        } catch (RefusedException stale) {
            drop(lease);
        }
    }

    private void drop(TaskLease lease) {
        held.remove(lease.leaseId());
        tally.lost(lease);
        ask();
    }

    private void end(TaskLease lease, String outcome, long ranMillis) {
        Report report = new Report(lease.claim(), outcome, "", "", ranMillis / 1e3, List.of(), Map.of());
        try {
            ReportAnswer answer =
                    farm.message((state, step) -> state.report(step, host.id(), lease.leaseId(), report, true));
            held.remove(lease.leaseId());
            tally.ended(lease, outcome);
            take(answer.next());
        } catch (RefusedException stale) {
            drop(lease);
        }
    }

    private List<Capability> offered() {
        List<Capability> offered = new ArrayList<>();
        offered.add(new Capability("org.tablao.command", Map.of("command", COMMAND)));
        if (host.gpu()) {
            offered.add(new Capability("org.tablao.command", Map.of("command", GPU_COMMAND)));
        }
        return offered;
    }
}
