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
    private int overlaps;

    Processes(Timeline timeline) {
        this.timeline = timeline;
    }

    WorkProcess begin(SimulatedWorker worker, TaskLease lease, long nanos) {
        String task = lease.jobId() + "." + lease.taskNumber();
        WorkProcess process = new WorkProcess(timeline, worker, task, lease.leaseId(), nanos);
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
        return process;
    }

    /** Pairs of attempts of one task that ran at once, on hosts that were frozen or had broken clocks. */
    int overlaps() {
        return overlaps;
    }
}
