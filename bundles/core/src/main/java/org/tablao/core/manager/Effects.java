package org.tablao.core.manager;

import java.util.List;
import java.util.Optional;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;

/**
 * What leaves after a step, once it is durable.
 *
 * @param event for the server; empty where nothing changed
 * @param deliveries leases for workers whose calls were parked: each answers its call
 * @param settlements accepted attempts whose worker did not confirm: their files are to be looked at
 */
public record Effects(Optional<ManagerEvent> event, List<Delivery> deliveries, List<Settlement> settlements) {
    /** The answer to a parked call. */
    public record Delivery(String workerId, List<TaskLease> leases) {}

    /** Files that are to be put in place, or found there. */
    public record Settlement(String leaseId, List<ReportedFile> files) {}
}
