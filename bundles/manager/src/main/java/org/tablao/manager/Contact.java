package org.tablao.manager;

import java.util.Optional;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.manager.ManagerGate;

/** One session with the server. */
record Contact(ManagerGate gate, Session session, double heartbeatSeconds, double leaseSeconds, double marginSeconds) {
    /** Times for which a worker may go on without an answer that have to fit into the margin of a job's lease. */
    private static final int TIMES = 3;

    /**
     * Why no job may be taken under the server's terms: within the margin of its lease all has to end that this manager let begin
     * or accepted, also across a restart of its own.
     */
    Optional<String> problem(LeaseTerms toWorkers) {
        double least = Math.max(TIMES * toWorkers.workSeconds(), toWorkers.leaseSeconds());
        if (marginSeconds < least) {
            return Optional.of("margin.seconds = " + marginSeconds
                    + " in etc/org.tablao.server.cfg of the server must be at"
                    + " least " + least + ": lease.seconds = " + toWorkers.leaseSeconds()
                    + " in etc/org.tablao.manager.cfg, and " + TIMES + " times that without its margin.seconds = "
                    + (toWorkers.leaseSeconds() - toWorkers.workSeconds())
                    + "; make the server's margin.seconds greater, or this manager's lease.seconds less");
        }
        if (leaseSeconds <= marginSeconds + heartbeatSeconds) {
            return Optional.of(
                    "job.lease.seconds = " + leaseSeconds + " in etc/org.tablao.server.cfg of the server must"
                            + " be more than its margin.seconds = " + marginSeconds + " and heartbeat.seconds = "
                            + heartbeatSeconds + " together");
        }
        return Optional.empty();
    }
}
