package org.tablao.nodeapi.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The farm's authority as nodes ask it. Certificates are X.509 in DER and base64, requests PKCS #10 likewise. Never blocks. */
@ProviderType
public interface Enrolment {
    /**
     * A node that has no certificate yet.
     *
     * @param role what it runs as: {@code manager} or {@code worker}
     * @param addresses host names and addresses where others call it
     * @param request signed with the key that the certificate is to be for
     * @param token the secret of a join token, or empty: then an administrator decides
     */
    record JoinRequest(String name, String role, List<String> addresses, String request, String token) {
        public JoinRequest {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String toString() {
            return "JoinRequest[" + role + " " + name + "]";
        }
    }

    /** A node that has a certificate and wants a newer one, for this key. */
    record RenewalRequest(List<String> addresses, String request) {
        public RenewalRequest {
            addresses = List.copyOf(addresses);
        }
    }

    /** What comes of a request to join. A refusal is a {@link org.tablao.nodeapi.node.RefusedException}. */
    sealed interface JoinAnswer {
        /** @param certificates the node's own, then its authority's */
        record Certified(String nodeId, List<String> certificates, Trust trust) implements JoinAnswer {
            public Certified {
                certificates = List.copyOf(certificates);
            }
        }

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
    record Trust(List<String> authorities, List<String> revoked, boolean renew) {
        public Trust {
            authorities = List.copyOf(authorities);
            revoked = List.copyOf(revoked);
        }
    }

    /** @param from the address that the call came from */
    CompletionStage<JoinAnswer> join(JoinRequest request, String from);

    /** @param shown the certificate that the caller shows now */
    CompletionStage<JoinAnswer.Certified> renew(X509Certificate shown, RenewalRequest request);

    /** @param shown the certificate that the caller shows now */
    CompletionStage<Trust> trust(X509Certificate shown);
}
