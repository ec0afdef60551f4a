package org.tablao.nodeapi.handshake;

import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/** The answering side of the handshake: challenges, checks, sessions. Keeps no rows: the role does. Any thread. */
@ProviderType
public interface Doorkeeper {
    /** Step 3's verdict. */
    sealed interface Verdict {
        /** The nonce to sign. */
        record Challenge(String nonce) implements Verdict {}

        /** Proved who it is. {@code nodeId} is new where {@code added}. */
        record Admitted(String nodeId, boolean added) implements Verdict {}
    }

    /**
     * Step 3: checks an identification.
     *
     * @param certifiedId of the node whose certificate of the farm the caller shows, which stands for the join token; or empty
     * @param known finds a node by its public key among those that joined
     * @throws org.tablao.nodeapi.node.RefusedException UNAUTHENTICATED: wrong signature, or new and without a valid join
     *     token; SUPERSEDED: the same key is alive with another boot nonce (a clone); FORBIDDEN: the key is of another node than the
     *     certificate
     */
    Verdict check(Identification identification, String certifiedId, Function<String, Optional<KnownNode>> known);

    /** Step 4: opens a session, once the node's row is committed; ends the node's earlier ones. */
    Session open(String nodeId, String bootNonce);

    /** Whether the session is open. */
    boolean isOpen(Session session);

    /** Ends a node's sessions. */
    void close(String nodeId);
}
