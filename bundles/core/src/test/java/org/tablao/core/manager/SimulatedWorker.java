package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;

/** A worker that keeps to the protocol: stops at the end of its lease less the margin, by its own clock. */
final class SimulatedWorker {
    private static final long SECOND = 1_000_000_000L;
    private static final long MARGIN = Stage.TERMS.margin().toNanos();

    final String id;
    private final SimulatedFarm farm;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private int boot = 1;
    private boolean joined;
    private long lastAsked = Long.MIN_VALUE / 2;

    private static final class Held {
        final TaskLease lease;
        final long doneAt;
        long stopsAt;
        String outcome = "";
        boolean accepted;

        Held(TaskLease lease, long stopsAt, long doneAt) {
            this.lease = lease;
            this.stopsAt = stopsAt;
            this.doneAt = doneAt;
        }
    }

    SimulatedWorker(SimulatedFarm farm, String id) {
        this.farm = farm;
        this.id = id;
    }

    /** Once a second, as long as the farm runs. */
    void act() {
        farm.after(SECOND, this::act);
        if (farm.chance(0.003)) {
            boot++;
            joined = false;
            held.clear();
        } else if (!joined) {
            join();
        } else {
            held.values().removeIf(one -> !one.accepted && farm.now() >= one.stopsAt);
            for (Held one : List.copyOf(held.values())) {
                actOn(one);
            }
            if (held.isEmpty() && farm.now() - lastAsked > 22 * SECOND) {
                ask();
            }
        }
    }

    /** Whether it works on the task now. */
    boolean runs(String task) {
        return held.values().stream()
                .anyMatch(one -> one.lease.leaseId().startsWith(task + ".")
                        && one.outcome.isEmpty()
                        && farm.now() < one.stopsAt);
    }

    void parkedCallAnswered(List<TaskLease> leases) {
        take(leases, lastAsked, boot);
    }

    private void join() {
        int thisBoot = boot;
        HostFacts host = new HostFacts(id, "Linux", "amd64", 2, 1, "0.1.0", "17");
        farm.<Boolean>send(
                step -> {
                    // The door refuses an older start of a worker that is known by a newer one.
                    if (thisBoot == boot) {
                        farm.state().workerJoined(step, new JoinedWorker(id, id, id, "boot-" + thisBoot, host));
                    }
                    return true;
                },
                (done, refused) -> {
                    joined = thisBoot == boot;
                    lastAsked = Long.MIN_VALUE / 2;
                });
    }

    private void ask() {
        lastAsked = farm.now();
        long asked = farm.now();
        int thisBoot = boot;
        Availability availability = new Availability(List.of(), 1, 1, List.copyOf(held.keySet()));
        farm.<List<TaskLease>>send(
                step -> current(thisBoot, farm.state().available(step, id, availability, 20 * SECOND)),
                (leases, refused) -> {
                    if (refused == null) {
                        take(leases, asked, thisBoot);
                    }
                });
    }

    private void actOn(Held one) {
        if (one.accepted) {
            publish(one);
        } else if (!one.outcome.isEmpty() || farm.now() >= one.doneAt) {
            report(one);
        } else if (farm.random.nextInt(5) == 0) {
            beat(one);
        }
    }

    private void beat(Held one) {
        long sent = farm.now();
        Heartbeat heartbeat = new Heartbeat(one.lease.claim(), 0.5, "", 0);
        farm.send(step -> farm.state().heartbeat(step, id, one.lease.leaseId(), heartbeat), (answer, refused) -> {
            if (refused != null) {
                drop(one, refused);
            } else {
                one.stopsAt = Math.max(one.stopsAt, sent + nanos(answer.leaseSeconds()) - MARGIN);
                one.outcome = answer.stop() && one.outcome.isEmpty() ? "cancelled" : one.outcome;
            }
        });
    }

    private void report(Held one) {
        if (one.outcome.isEmpty()) {
            one.outcome = farm.chance(0.1) ? "crashed" : "completed";
        }
        long sent = farm.now();
        int thisBoot = boot;
        ReportedFile file = Stage.frame(one.lease.taskNumber());
        Report report = new Report(one.lease.claim(), one.outcome, "", "", 1, List.of(file), Map.of());
        farm.send(step -> farm.state().report(step, id, one.lease.leaseId(), report, true), (answer, refused) -> {
            if (refused != null) {
                drop(one, refused);
            } else if (held.get(one.lease.leaseId()) == one) {
                one.accepted = answer.publish();
                if (!one.accepted) {
                    held.remove(one.lease.leaseId());
                }
                take(answer.next(), sent, thisBoot);
            }
        });
    }

    private void publish(Held one) {
        Published published = new Published(one.lease.claim(), "");
        farm.<Boolean>send(
                step -> {
                    farm.state().published(step, id, one.lease.leaseId(), published);
                    return true;
                },
                (done, refused) -> held.remove(one.lease.leaseId(), one));
    }

    private void take(List<TaskLease> leases, long asked, int ofBoot) {
        for (TaskLease lease : new ArrayList<>(leases)) {
            long stopsAt = asked + nanos(lease.leaseSeconds()) - MARGIN;
            if (ofBoot == boot && !held.containsKey(lease.leaseId()) && farm.now() < stopsAt) {
                farm.checkAlone(this, lease.jobId() + "." + lease.taskNumber());
                long work = farm.random.nextLong(60 * SECOND);
                held.put(lease.leaseId(), new Held(lease, stopsAt, farm.now() + work));
            }
        }
    }

    private void drop(Held one, RefusedException refused) {
        if (refused.refusal() == Refusal.STALE) {
            held.remove(one.lease.leaseId(), one);
        }
    }

    /** A session ends with the start that opened it. */
    private <T> T current(int ofBoot, T answer) {
        return ofBoot == boot ? answer : null;
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
