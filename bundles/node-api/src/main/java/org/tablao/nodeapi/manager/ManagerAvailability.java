package org.tablao.nodeapi.manager;

import java.util.List;

/**
 * @param held job ids that it has, with the revision of the wish that it knows
 * @param kinds its workers by what they offer
 * @param known what it has of wishes for workers, and of grants
 */
public record ManagerAvailability(
        int workers, int freeSlots, List<HeldJob> held, List<WorkerKind> kinds, List<Known> known) {

    /** A manager that says nothing of its workers. */
    public ManagerAvailability(int workers, int freeSlots, List<HeldJob> held) {
        this(workers, freeSlots, held, List.of(), List.of());
    }

    /**
     * A wish for a worker, or a grant, as the manager has it.
     *
     * @param kind {@code worker} or {@code limit}
     * @param used of a limit
     */
    public record Known(String kind, String id, long revision, long used) {}

    /** A job that the manager has. */
    public record HeldJob(String jobId, long epoch, long revision) {}
}
