package org.tablao.core.manager;

import java.util.List;
import org.tablao.core.gates.Limits;
import org.tablao.core.index.Project;
import org.tablao.core.index.TaskIndex;
import org.tablao.nodeapi.plan.Needs;

/** What attempts hold while they run: slots, memory and devices of a host, a project's share, what is counted by name. */
final class Holdings {
    private final TaskIndex index;
    private final Limits limits;

    Holdings(TaskIndex index, Limits limits) {
        this.index = index;
        this.limits = limits;
    }

    /** Gives an attempt what its task needs. */
    void hold(Attempt attempt, WorkerRun worker) {
        attempt.holds = true;
        attempt.waits = false;
        worker.occupancy().hold(attempt.needs(), attempt.gpus);
        attempt.job.indexed.project().use(attempt.needs().slots());
        limits.hold(attempt.needs());
    }

    /** It leaves what it held to others; one that waited at its worker for a slot may have it. */
    void free(Attempt attempt, WorkerRun worker) {
        attempt.waits = false;
        if (!attempt.holds) {
            return;
        }
        attempt.holds = false;
        attempt.hasGivenWay();
        Needs needs = attempt.needs();
        worker.occupancy().free(needs, attempt.gpus);
        Project project = attempt.job.indexed.project();
        project.use(-needs.slots());
        if (project.burst() < 100) {
            index.gain(project);
        }
        if (!needs.limits().isEmpty()) {
            limits.free(needs);
            gained(List.copyOf(needs.limits().keySet()));
        }
        promote(worker);
    }

    /** There is more of these limits than before. */
    void gained(List<String> names) {
        index.gain(kind -> names.stream().anyMatch(kind.needs().limits()::containsKey));
    }

    /** The worker starts what it has ahead as soon as a slot is free, and does not ask first. */
    void promote(WorkerRun worker) {
        for (Attempt attempt : worker.attempts) {
            if (worker.occupancy().usedSlots() >= worker.occupancy().slots()) {
                return;
            }
            if (attempt.waits) {
                hold(attempt, worker);
            }
        }
    }
}
