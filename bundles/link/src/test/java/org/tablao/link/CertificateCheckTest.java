package org.tablao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.tls.NodeIdentity;
import org.tablao.nodeapi.tls.NodeTls;

/** Who is let in to a route between nodes. */
class CertificateCheckTest {
    private static final NodeIdentity WORKER = new NodeIdentity("w1", "render-07", Set.of("worker"));

    private final CertificateCheck check = new CertificateCheck(true);
    private final OneMember farm = new OneMember();
    private X509Certificate certificate;

    @BeforeEach
    void begins() throws Exception {
        certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(ANY.getBytes(StandardCharsets.US_ASCII)));
        check.addNodeTls(farm);
    }

    @Test
    void aMemberOfTheRouteIsKnown() {
        assertEquals(
                Optional.of(WORKER),
                check.admit(request(true, certificate), "worker").map(CertificateCheck.Admitted::identity));
        assertEquals(
                Optional.of(WORKER),
                check.admit(request(true, certificate), "").map(CertificateCheck.Admitted::identity));
    }

    @Test
    void aMemberOfAnotherRoleIsRefused() {
        assertEquals(Refusal.FORBIDDEN, refusal(request(true, certificate), "manager"));
        assertEquals(Refusal.FORBIDDEN, refusal(request(true, certificate), "server"));
    }

    @Test
    void whoShowsNothingAndWhoComesWithoutTlsIsRefused() {
        assertEquals(Refusal.UNAUTHENTICATED, refusal(request(true), "worker"));
        assertEquals(Refusal.FORBIDDEN, refusal(request(false, certificate), "worker"));
        assertThrows(RefusedException.class, () -> check.checkSecure(request(false)));
    }

    @Test
    void whoWasRevokedWhileItWaitedIsRefusedWhenItIsAnswered() {
        CertificateCheck.Admitted admitted =
                check.admit(request(true, certificate), "worker").orElseThrow();
        check.again(admitted);
        farm.revoked = true;
        assertEquals(
                Refusal.FORBIDDEN,
                assertThrows(RefusedException.class, () -> check.again(admitted))
                        .refusal());
    }

    @Test
    void nobodyIsLetInBeforeTheNodeKnowsItsFarm() {
        check.removeNodeTls(farm);
        assertEquals(Refusal.UNAVAILABLE, refusal(request(true, certificate), "worker"));
    }

    @Test
    void aNodeWithoutTlsAsksNobodyAndLetsNobodyJoin() {
        CertificateCheck plain = new CertificateCheck(false);
        assertEquals(Optional.empty(), plain.admit(request(false), "worker"));
        assertThrows(RefusedException.class, () -> plain.checkSecure(request(false)));
    }

    private Refusal refusal(HttpServletRequest request, String role) {
        return assertThrows(RefusedException.class, () -> check.admit(request, role))
                .refusal();
    }

    private static HttpServletRequest request(boolean secure, X509Certificate... shown) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "isSecure" -> secure;
                    case "getAttribute" -> given[0].equals("jakarta.servlet.request.X509Certificate") ? shown : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static final class OneMember implements NodeTls {
        boolean revoked;

        @Override
        public SSLContext towards(String role) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SSLContext listening() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long generation() {
            return 1;
        }

        @Override
        public NodeIdentity identify(X509Certificate shown) {
            if (revoked) {
                throw new RefusedException(Refusal.FORBIDDEN, "It was revoked.", "");
            }
            return WORKER;
        }
    }

    /** Any certificate: whose it is, the farm says. */
    private static final String ANY =
            """
            -----BEGIN CERTIFICATE-----
            MIIBgjCCASegAwIBAgIQaTDKOtEtcOeO6b7kJVIpiDAKBggqhkjOPQQDAjAfMR0w
            GwYDVQQDDBRUYWJsYW8gZmFybSA3NWI5MjUwNTAeFw0yNjExMjQxNjMwMDFaFw0z
            NjExMjExNjM1MDFaMB8xHTAbBgNVBAMMFFRhYmxhbyBmYXJtIDc1YjkyNTA1MFkw
            EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE6lakBR591K9OS9S6aLIK0Px3tK8OjB7f
            IljMxELAHe5Wn5Pk/2N3iK2GMNPoqYujtc56SIvvyYFBLnqMyqnT4aNFMEMwEgYD
            VR0TAQH/BAgwBgEB/wIBADAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0OBBYEFMYZzYdv
            7vw/mxbo50UDr0zJ4ywlMAoGCCqGSM49BAMCA0kAMEYCIQDvXv3qpKjAntBXaFGi
            h5ymvC8iqDfEq8BjT7UkACCGFQIhAMDjl+TggOuPic6miGKTN/Hg9+eOzcuyTBH6
            cRXsuxm5
            -----END CERTIFICATE-----
            """;
}
