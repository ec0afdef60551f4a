package org.tablao.core.manager;

import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.GrantRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;

/**
 * What a manager's store holds.
 *
 * @param plans of the jobs that have not ended, by their SHA-256
 * @param tasks of these jobs that differ from their plan
 * @param attempts of these jobs that have not ended
 * @param grants what it may use of limits
 * @param blocks of these jobs
 * @param firstSequence of the events in the outbox, or the one after the last where there is none
 * @param lastSequence of the events so far, 0 before the first
 */
public record ManagerRows(
        List<LeasedJobRow> jobs,
        Map<String, JobPlan> plans,
        List<TaskRow> tasks,
        List<AttemptRow> attempts,
        List<WorkerRow> workers,
        List<GrantRow> grants,
        List<BlockRow> blocks,
        long firstSequence,
        long lastSequence) {
    /** Of a store that is new. */
    public static final ManagerRows NONE =
            new ManagerRows(List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 1, 0);
}
