package org.tablao.nodeapi.worker;

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

/**
 * A manager as its workers call it. Never blocks. A stage completes when what it answers is durable; a refusal completes it
 * with a {@link org.tablao.nodeapi.node.RefusedException}: UNAUTHENTICATED (identify again), SUPERSEDED (a newer start of
 * this worker exists: end), STALE (not your lease any more: stop and discard), UNAVAILABLE (later).
 */
@ProviderType
public interface WorkerGate {
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
     * Steps 5 and 6. Completes as soon as there is a lease, or with none after {@code wait}; at once with no lease when
     * {@code wait} is zero. A worker that asks again for what it was given but does not hold gets the same leases. A second
     * call of the same worker ends the first with no lease.
     */
    CompletionStage<List<TaskLease>> available(Session session, Availability availability, Duration wait);

    CompletionStage<HeartbeatAnswer> heartbeat(Session session, String leaseId, Heartbeat heartbeat);

    /** @param next whether the answer may bring the next lease */
    CompletionStage<ReportAnswer> report(Session session, String leaseId, Report report, boolean next);

    CompletionStage<Void> published(Session session, String leaseId, Published published);

    /**
     * Appends to the attempt's log; open until 60 s after the report.
     *
     * @param offset where the bytes go; what is there already is not written again
     * @return the next offset
     */
    CompletionStage<Long> log(Session session, String leaseId, long offset, byte[] bytes);

    /** The worker ends in good order: its leases are interrupted, it is offline. */
    CompletionStage<Void> leave(Session session);
}
