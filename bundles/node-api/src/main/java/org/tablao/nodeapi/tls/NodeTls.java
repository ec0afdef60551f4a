package org.tablao.nodeapi.tls;

import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How this node speaks TLS. The service is there from when the node has a certificate. Its contexts follow each renewal by themselves: a
 * handshake uses what is current when it begins. Any thread.
 */
@ProviderType
public interface NodeTls {
    /**
     * For calls to a node of that role: shows this node's certificate, and takes the other side only where it shows one of the farm's for
     * that role and for the host that was called.
     */
    SSLContext towards(String role);

    /** For what listens: shows this node's certificate, and takes the caller's only where it is the farm's; it need not show one. */
    SSLContext listening();

    /** Grows with each certificate that this node gets: connections from before should not be used for long. */
    long generation();

    /**
     * Who shows a certificate, now.
     *
     * @throws org.tablao.nodeapi.node.RefusedException UNAUTHENTICATED when it is not of this farm or not valid any more, FORBIDDEN when
     *     its node was revoked
     */
    NodeIdentity identify(X509Certificate certificate);
}
