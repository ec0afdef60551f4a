package org.tablao.nodeapi.tls;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.tablao.nodeapi.access.Caller;

/**
 * The nodes that have a certificate of the farm, or want one, as administrators see them. Never blocks; a stage completes when what it
 * answers is durable, or with a {@link org.tablao.nodeapi.node.RefusedException}. The caller was authorized before.
 */
@ProviderType
public interface Nodes {
    /**
     * A node.
     *
     * @param status {@code pending}, {@code joined}, {@code refused} or {@code revoked}
     * @param fingerprint SHA-256 of its public key, in hexadecimal; the node shows the same
     * @param from the address that it asked from; empty where that is not known any more
     * @param joinedAt ISO-8601, empty before it has joined
     * @param decidedBy who made its token, approved, refused or revoked it
     * @param validUntil the end of its last certificate, ISO-8601; empty where there is none
     */
    record NodeView(
            String id,
            String name,
            List<String> roles,
            String status,
            String fingerprint,
            List<String> addresses,
            String from,
            String joinedAt,
            String decidedBy,
            String validUntil) {
        public NodeView {
            roles = List.copyOf(roles);
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * A join token to be.
     *
     * @param name of the node; empty: as it calls itself
     * @param role what it may run as: {@code manager} or {@code worker}
     * @param seconds that the token is good for
     */
    record NewJoinToken(String name, String role, long seconds) {}

    /** A join token that was made just now: the only time that its secret is seen. */
    record MadeJoinToken(String id, String name, String role, String expiresAt, String secret) {
        @Override
        public String toString() {
            return "MadeJoinToken[" + id + "]";
        }
    }

    /**
     * The farm's authority.
     *
     * @param fingerprint SHA-256 of its public key, in hexadecimal
     * @param next of the authority that takes over, or empty
     * @param previous of the one whose certificates are still good, or empty
     * @param changesAt when the next step of the change is, ISO-8601, or empty
     */
    record AuthorityView(
            String fingerprint,
            String certificate,
            String validUntil,
            String next,
            String previous,
            String changesAt) {}

    /** Those that ask first, then by name. Empty where this server does not speak TLS. */
    List<NodeView> nodes();

    /** @throws org.tablao.nodeapi.node.RefusedException CONFLICT where this server does not speak TLS */
    AuthorityView authority();

    /** Makes the authority that takes over: nodes learn of it at once, and it signs once they had the time. */
    CompletionStage<AuthorityView> rotate(Caller caller);

    /** A token that one node joins with, once. */
    CompletionStage<MadeJoinToken> makeToken(Caller caller, NewJoinToken token);

    CompletionStage<NodeView> approve(Caller caller, String nodeId);

    CompletionStage<NodeView> refuse(Caller caller, String nodeId);

    /** From now on nothing of it is heard, for ever. */
    CompletionStage<NodeView> revoke(Caller caller, String nodeId);
}
