package org.tablao.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.worker.TaskLease;

/** All processes of attempts that there ever were, by task: who ran when. */
final class Processes {
    private final Timeline timeline;
    private final Map<String, List<WorkProcess>> byTask = new HashMap<>();
    private final Map<String, List<WorkProcess>> byHost = new HashMap<>();
    private final List<WorkProcess> licensed = new ArrayList<>();
    private int overlaps;

    Processes(Timeline timeline) {
        this.timeline = timeline;
    }

    WorkProcess begin(SimulatedWorker worker, TaskLease lease, long nanos) {
        String task = lease.jobId() + "." + lease.taskNumber();
        WorkProcess process = new WorkProcess(timeline, worker, lease, nanos);
        timeline.note(lease.leaseId().hashCode(), () -> worker.name + " begins " + lease.leaseId());
        List<WorkProcess> others = byTask.computeIfAbsent(task, any -> new ArrayList<>());
        for (WorkProcess other : others) {
            if (other.isRunning()) {
                overlaps++;
                boolean excused = other.worker.isExcused() || worker.isExcused();
                BrokenPromise.unless(
                        excused,
                        "I7",
                        () -> worker.name + " begins " + lease.leaseId() + " while " + other.worker.name + " runs "
                                + other.attempt);
            }
        }
        others.add(process);
        fits(worker, process);
        licensed(worker, process);
        return process;
    }

    /** The farm never uses more of a limit than there is. */
    private void licensed(SimulatedWorker worker, WorkProcess process) {
        long needed = licences(worker, process);
        if (needed == 0) {
            return;
        }
        licensed.removeIf(one -> !one.isRunning());
        boolean excused = worker.isExcused() || licensed.stream().anyMatch(one -> one.worker.isExcused());
        long used = needed
                + licensed.stream().mapToLong(one -> licences(one.worker, one)).sum();
        BrokenPromise.unless(
                excused || used <= worker.farm.setup.licences(),
                "limits",
                () -> worker.name + " begins " + process.attempt + ", which makes " + used + " licences of "
                        + worker.farm.setup.licences() + " beside "
                        + licensed.stream().map(one -> one.attempt).toList());
        licensed.add(process);
    }

    private static long licences(SimulatedWorker worker, WorkProcess process) {
        return worker.farm.workload.licences(process.lease.jobName(), process.lease.taskNumber());
    }

    /** A host has what runs on it, and no device has two tasks. */
    private void fits(SimulatedWorker worker, WorkProcess process) {
        List<WorkProcess> here = byHost.computeIfAbsent(worker.name, any -> new ArrayList<>());
        here.removeIf(one -> !one.isRunning());
        int slots = process.lease.slots();
        long memory = process.lease.memoryBytes();
        for (WorkProcess other : here) {
            slots += other.lease.slots();
            memory += other.lease.memoryBytes();
            boolean shared = other.lease.gpus().stream().anyMatch(process.lease.gpus()::contains);
            BrokenPromise.unless(
                    !shared || worker.isExcused(),
                    "devices",
                    () -> worker.name + " begins " + process.attempt + " on devices " + process.lease.gpus() + " while "
                            + other.attempt + " has " + other.lease.gpus());
        }
        int filled = slots;
        long used = memory;
        boolean room = filled <= worker.machine().slots()
                && used <= worker.machine().resources().memoryBytes();
        BrokenPromise.unless(
                room || worker.isExcused(),
                "room",
                () -> worker.name + " begins " + process.attempt + ": that makes " + filled + " slots and " + used
                        + " bytes of " + worker.machine());
        here.add(process);
    }

    /** Pairs of attempts of one task that ran at once, on hosts that were frozen or had broken clocks. */
    int overlaps() {
        return overlaps;
    }
}
