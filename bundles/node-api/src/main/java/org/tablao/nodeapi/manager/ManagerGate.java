package org.tablao.nodeapi.manager;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.TaskRow;

/** A server as its managers call it. Same rules as {@link org.tablao.nodeapi.worker.WorkerGate}. */
@ProviderType
public interface ManagerGate {
    /** Steps 2 to 4. */
    CompletionStage<IdentifyAnswer> identify(Identification identification);

    /**
     * The same for a caller with a certificate of the farm: it is that node and no other.
     *
     * @param certifiedId the node's id, or empty for a call without TLS
     */
    default CompletionStage<IdentifyAnswer> identify(Identification who, String certifiedId) {
        return certifiedId.isEmpty()
                ? identify(who)
                : CompletableFuture.failedFuture(
                        new RefusedException(Refusal.FORBIDDEN, "No certificates are taken here.", ""));
    }

    /**
     * Steps 5 and 6: completes as soon as there is a job for this manager or a wish that it does not know, or with neither
     * after {@code wait}. Renews the leases of the jobs held.
     */
    CompletionStage<ManagerOrders> available(Session session, ManagerAvailability availability, Duration wait);

    /** Tells progress and that the manager is there. */
    CompletionStage<Void> heartbeat(Session session, List<TaskProgress> progress);

    /**
     * Brings events in order, without a gap.
     *
     * @return the last sequence that is durable at the server; events after it are to be sent (again)
     */
    CompletionStage<Long> events(Session session, List<ManagerEvent> events);

    /** The compiled plan, by its SHA-256. */
    CompletionStage<byte[]> blob(Session session, String sha256);

    /** The tasks of a job leased to this manager that differ from its plan: what came of them under earlier leases. */
    CompletionStage<List<TaskRow>> tasks(Session session, String jobId);

    /** The manager ends in good order. */
    CompletionStage<Void> leave(Session session);
}
