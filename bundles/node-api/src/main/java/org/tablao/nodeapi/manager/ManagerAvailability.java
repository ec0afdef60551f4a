package org.tablao.nodeapi.manager;

import java.util.List;

/**
 * @param held job ids that it has, with the revision of the wish that it knows
 */
public record ManagerAvailability(int workers, int freeSlots, List<HeldJob> held) {
    /** A job that the manager has. */
    public record HeldJob(String jobId, long epoch, long revision) {}
}
