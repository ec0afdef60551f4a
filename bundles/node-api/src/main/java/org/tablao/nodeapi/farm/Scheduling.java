package org.tablao.nodeapi.farm;

import java.util.List;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;

/**
 * How a job is to be scheduled. What is left out is empty, 0 or the usual.
 *
 * @param startAfter ISO-8601 instant before which nothing of it starts, or empty
 * @param dependsOn ids of jobs that have to be completed first
 * @param tags that a worker must carry, all of them
 * @param requirements of every task, besides those of its commands: each {@code namespace;filter}
 * @param needs of every task
 * @param terms how its tasks are run
 */
public record Scheduling(
        String startAfter,
        List<String> dependsOn,
        List<String> tags,
        List<String> requirements,
        Needs needs,
        JobTerms terms) {

    /** At once, anywhere, one slot a task. */
    public static final Scheduling USUAL =
            new Scheduling("", List.of(), List.of(), List.of(), Needs.ONE_SLOT, JobTerms.USUAL);
}
