package org.tablao.core.manager;

import java.util.List;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;

/**
 * What leaves after a step, once it is durable.
 *
 * @param events for the server; none where nothing changed
 * @param deliveries leases for workers whose calls were parked: each answers its call
 * @param settlements accepted attempts whose worker did not confirm: their files are to be looked at
 */
public record Effects(List<ManagerEvent> events, List<Delivery> deliveries, List<Settlement> settlements) {
    /** The answer to a parked call. */
    public record Delivery(String workerId, List<TaskLease> leases) {}

    /**
     * Files that are to be put in place, or found there.
     *
     * @param untilNanos after this moment, by the clock of the steps, none may be put in place any more
     */
    public record Settlement(String leaseId, List<ReportedFile> files, long untilNanos) {}
}
