package org.tablao.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.tls.Enrolment.JoinAnswer.Certified;

/** TLS as nodes speak it, by sockets of the JDK. */
class HandshakesTest {
    @TempDir
    Path folder;

    private Farm farm;

    @BeforeEach
    void begins() throws Exception {
        farm = new Farm(folder.resolve("ca"));
    }

    @AfterEach
    void ends() {
        farm.close();
    }

    @Test
    void aMemberAndTheServerKnowEachOther() throws Exception {
        LiveTls worker = member("worker");
        SSLSession seen = handshake(farm.trust.tls().listening(), worker.towards("server"));
        assertEquals("TLSv1.3", seen.getProtocol());
        assertEquals(
                "worker",
                farm.trust
                        .tls()
                        .identify((java.security.cert.X509Certificate) seen.getPeerCertificates()[0])
                        .roles()
                        .iterator()
                        .next());
    }

    @Test
    void whoHoldsAPinTakesThatFarmsServerAndNoOther() throws Exception {
        handshake(farm.trust.tls().listening(), Contexts.pinned(farm.trust.fingerprint()));
        SSLContext other = Contexts.pinned("0".repeat(64));
        SSLException refused = assertThrows(
                SSLHandshakeException.class, () -> handshake(farm.trust.tls().listening(), other));
        assertTrue(refused.getMessage().contains("was told to join that of sha256:000"), refused.getMessage());
    }

    @Test
    void aManagerIsNotTakenForTheServerNorAWorkerForAManager() throws Exception {
        LiveTls worker = member("worker");
        LiveTls manager = member("manager");
        handshake(manager.listening(), worker.towards("manager"));
        assertThrows(SSLException.class, () -> handshake(manager.listening(), worker.towards("server")));
        assertThrows(SSLException.class, () -> handshake(worker.listening(), worker.towards("manager")));
    }

    @Test
    void aRevokedManagerIsNotCalled() throws Exception {
        LiveTls worker = member("worker");
        LiveTls manager = member("manager");
        String id = worker.identify(manager.material().own()).nodeId();
        worker.trust(worker.authorities(), Set.of(id));
        assertThrows(SSLException.class, () -> handshake(manager.listening(), worker.towards("manager")));
    }

    @Test
    void aHandshakeUsesWhatIsCurrentThoughTheContextIsOld() throws Exception {
        LiveTls worker = member("worker");
        SSLContext context = worker.towards("server");
        SSLContext listening = farm.trust.tls().listening();
        String first = handshake(listening, context).getPeerCertificates()[0].toString();
        KeyPair key = Issuing.newKey();
        Certified fresh = (Certified) farm.join("again", "worker", key, farm.token("worker", 60));
        worker.show(new KeyMaterial(key.getPrivate(), Wire.certificates(fresh.certificates())));
        String second = handshake(listening, context).getPeerCertificates()[0].toString();
        assertTrue(!first.equals(second) && second.contains(fresh.nodeId()), second);
    }

    private LiveTls member(String role) throws Exception {
        KeyPair key = Issuing.newKey();
        Certified joined = (Certified) farm.join(role, role, key, farm.token(role, 60));
        LiveTls tls = new LiveTls(farm.clock);
        tls.trust(Wire.certificates(joined.trust().authorities()), Set.of());
        tls.show(new KeyMaterial(key.getPrivate(), Wire.certificates(joined.certificates())));
        return tls;
    }

    /** @return the session as the listening side sees it */
    private static SSLSession handshake(SSLContext listening, SSLContext calling) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket)
                listening.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getByName("127.0.0.9"))) {
            server.setWantClientAuth(true);
            CompletableFuture<SSLSession> seen = CompletableFuture.supplyAsync(() -> accepted(server));
            try (SSLSocket client =
                    (SSLSocket) calling.getSocketFactory().createSocket("127.0.0.9", server.getLocalPort())) {
                SSLParameters parameters = client.getSSLParameters();
                // The server's own is for another address.
                parameters.setEndpointIdentificationAlgorithm("");
                client.setSSLParameters(parameters);
                client.startHandshake();
                client.getOutputStream().write(1);
                return seen.get(10, TimeUnit.SECONDS);
            }
        }
    }

    private static SSLSession accepted(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.getInputStream().read();
            return socket.getSession();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void certificatesAreForTheHostThatIsCalled() throws Exception {
        LiveTls worker = member("worker");
        LiveTls manager = member("manager");
        assertEquals(List.of("127.0.0.9"), addresses(manager));
        assertEquals(List.of(), addresses(worker));
    }

    private static List<String> addresses(LiveTls tls) throws Exception {
        return tls.material().own().getSubjectAlternativeNames().stream()
                .filter(name -> Integer.valueOf(7).equals(name.get(0)))
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    }
}
