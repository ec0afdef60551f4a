package org.tablao.link;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.tls.NodeIdentity;
import org.tablao.nodeapi.tls.NodeTls;

/** Who calls a route between nodes, by the certificate that it shows. A node without TLS is reached from its own host alone and asks nobody. */
@Component(service = CertificateCheck.class)
public final class CertificateCheck {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    /** A caller that was let in, to be looked at again before it is answered. */
    record Admitted(NodeIdentity identity, X509Certificate certificate) {}

    private final boolean secure;
    private final AtomicReference<NodeTls> tls = new AtomicReference<>();

    @Activate
    public CertificateCheck(@Reference NodeInfo node) {
        this(node.url().filter(url -> "https".equals(url.getScheme())).isPresent());
    }

    CertificateCheck(boolean secure) {
        this.secure = secure;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addNodeTls(NodeTls arrived) {
        tls.set(arrived);
    }

    void removeNodeTls(NodeTls gone) {
        tls.compareAndSet(gone, null);
    }

    /**
     * @param role that the caller's certificate has to be for
     * @return empty where this node does without
     */
    Optional<Admitted> admit(HttpServletRequest request, String role) {
        if (!secure) {
            return Optional.empty();
        }
        X509Certificate shown = shown(request);
        NodeIdentity identity = identify(shown);
        if (!role.isEmpty() && !identity.roles().contains(role)) {
            throw new RefusedException(
                    Refusal.FORBIDDEN, "This route is for a " + role + ", and the certificate is not.", "");
        }
        return Optional.of(new Admitted(identity, shown));
    }

    /** Whether it is still let in: much may have become of it while its call waited. */
    void again(Admitted admitted) {
        identify(admitted.certificate());
    }

    /** For a route that is open to who has no certificate yet. */
    void checkSecure(HttpServletRequest request) {
        if (!secure || !request.isSecure()) {
            throw new RefusedException(Refusal.FORBIDDEN, "This node is joined with TLS only.", "Call it by https.");
        }
    }

    private NodeIdentity identify(X509Certificate certificate) {
        return Optional.ofNullable(tls.get())
                .orElseThrow(() -> new RefusedException(
                        Refusal.UNAVAILABLE, "This node has no certificate yet.", "Call again later."))
                .identify(certificate);
    }

    private X509Certificate shown(HttpServletRequest request) {
        checkSecure(request);
        if (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) {
            return chain[0];
        }
        throw new RefusedException(
                Refusal.UNAUTHENTICATED,
                "The call shows no certificate of this farm.",
                "Join this farm with a token of its server.");
    }
}
