package org.tablao.nodeapi.tls;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The farm's authority as nodes ask it. Certificates are X.509 in DER and base64, requests PKCS #10 likewise. Never blocks. */
@ProviderType
public interface Enrolment {
    /**
     * A node that has no certificate yet.
     *
     * @param roles what it runs as
     * @param addresses host names and addresses where others call it
     * @param request signed with the key that the certificate is to be for
     * @param token a join token, or empty: then an administrator decides
     */
    record JoinRequest(String name, List<String> roles, List<String> addresses, String request, String token) {}

    /** A node that has a certificate and wants a newer one, for this key. */
    record RenewalRequest(List<String> addresses, String request) {}

    /** What comes of a request to join. A refusal is a {@link org.tablao.nodeapi.node.RefusedException}. */
    sealed interface JoinAnswer {
        /** @param certificates the node's own, then its authority's */
        record Certified(String nodeId, List<String> certificates, Trust trust) implements JoinAnswer {}

        /** Ask again with the same key: an administrator has not decided yet. */
        record Pending(String nodeId, String fingerprint) implements JoinAnswer {}
    }

    /**
     * Whom to trust now.
     *
     * @param authorities all whose certificates are good
     * @param revoked ids of nodes that are not to be heard any more, whatever they show
     * @param renew whether the asking node's certificate is of an authority that is about to end
     */
    record Trust(List<String> authorities, List<String> revoked, boolean renew) {}

    /** @param from the address that the call came from */
    CompletionStage<JoinAnswer> join(JoinRequest request, String from);

    CompletionStage<JoinAnswer.Certified> renew(NodeIdentity node, RenewalRequest request);

    /** @param issuerFingerprint of the authority whose certificate the asking node shows, as it says */
    Trust trust(NodeIdentity node, String issuerFingerprint);
}
