package org.tablao.nodeapi.handshake;

/** Step 4, or what comes before it. A refusal is a {@link org.tablao.nodeapi.node.RefusedException}. */
public sealed interface IdentifyAnswer {
    /**
     * Prove it: sign this nonce and identify again. HTTP 401.
     *
     * @param nonce valid once, for a minute
     */
    record Challenged(String nonce) implements IdentifyAnswer {}

    /**
     * Confirmed. HTTP 200.
     *
     * @param nodeId UUIDv7, the same at each return
     * @param added true when it was not known before
     * @param incarnation of the store that the answering node keeps
     * @param sessionToken bearer for the node's further calls, until the answering node restarts
     * @param heartbeatSeconds how often to call at least
     * @param leaseSeconds how long a lease lasts without a call
     * @param marginSeconds how long before a lease's end its holder stops
     */
    record Confirmed(
            String nodeId,
            boolean added,
            String incarnation,
            String sessionToken,
            double heartbeatSeconds,
            double leaseSeconds,
            double marginSeconds)
            implements IdentifyAnswer {}
}
