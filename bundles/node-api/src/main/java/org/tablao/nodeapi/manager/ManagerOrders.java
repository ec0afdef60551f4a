package org.tablao.nodeapi.manager;

import java.util.List;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;

/**
 * What a manager gets from the server. Each may be empty.
 *
 * @param released jobs, up to their epochs, that are not the manager's any more: it ends their attempts and forgets them
 */
public record ManagerOrders(
        List<JobLease> jobs,
        List<Wish> wishes,
        List<WorkerWish> workers,
        List<LimitGrant> grants,
        List<HeldJob> released) {

    /** Nothing but jobs and wishes for them. */
    public ManagerOrders(List<JobLease> jobs, List<Wish> wishes) {
        this(jobs, wishes, List.of(), List.of(), List.of());
    }

    /** Whether there is nothing in them. */
    public boolean hasNothing() {
        return jobs.isEmpty() && wishes.isEmpty() && workers.isEmpty() && grants.isEmpty() && released.isEmpty();
    }
}
