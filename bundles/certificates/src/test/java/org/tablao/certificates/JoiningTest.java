package org.tablao.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.JoinTokenRow;
import org.tablao.nodeapi.tls.Enrolment.JoinAnswer.Certified;
import org.tablao.nodeapi.tls.Enrolment.JoinAnswer.Pending;
import org.tablao.nodeapi.tls.Enrolment.JoinRequest;
import org.tablao.nodeapi.tls.Enrolment.RenewalRequest;
import org.tablao.nodeapi.tls.NodeIdentity;
import org.tablao.nodeapi.tls.Nodes.NewJoinToken;

/** How a node gets a certificate of the farm, and loses what it is good for. */
class JoiningTest {
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
    void aTokenMakesAMemberThatIsKnownByItsCertificate() throws Exception {
        Certified joined = (Certified) farm.join("render-07", "worker", Issuing.newKey(), farm.token("worker", 60));
        NodeIdentity identity = farm.trust.tls().identify(Farm.own(joined));
        assertEquals(joined.nodeId(), identity.nodeId());
        assertEquals(Set.of("worker"), identity.roles());
        assertEquals("joined", farm.desk.nodes().get(0).status());
        assertEquals(
                List.of("make join token", "join"),
                farm.rows.all(AuditRow.class).stream().map(AuditRow::action).toList());
    }

    @Test
    void keepsTheAuthoritysKeyFromAllOthersAndASecretFromTheStore() throws Exception {
        String secret = farm.token("worker", 60);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ca/current.pem"))));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ca"))));
        assertFalse(farm.rows.all(JoinTokenRow.class).toString().contains(secret));
        assertFalse(farm.rows.all(AuditRow.class).toString().contains(secret));
    }

    @Test
    void aTokenIsGoodOnceButForTheSameKeyWhoseAnswerGotLost() throws Exception {
        String secret = farm.token("worker", 60);
        KeyPair key = Issuing.newKey();
        Certified first = (Certified) farm.join("a", "worker", key, secret);
        assertEquals(first.nodeId(), ((Certified) farm.join("a", "worker", key, secret)).nodeId());
        RefusedException refused =
                assertThrows(RefusedException.class, () -> farm.join("b", "worker", Issuing.newKey(), secret));
        assertEquals("The join token was used by another node already.", refused.getMessage());
        assertEquals(Refusal.UNAUTHENTICATED, refused.refusal());
        assertEquals(1, farm.desk.nodes().size());
    }

    @Test
    void refusesATokenWhoseTimeIsOverOneForAnotherRoleAndOneThatIsNotThere() throws Exception {
        String late = farm.token("worker", 60);
        farm.clock.passes(Duration.ofSeconds(61));
        assertRefused("The join token's time is over.", "worker", late);
        assertRefused("The join token is for a worker, not for a manager.", "manager", farm.token("worker", 60));
        assertRefused("There is no such join token here.", "worker", "x".repeat(32));
        assertEquals(List.of(), farm.desk.nodes());
    }

    private void assertRefused(String reason, String role, String secret) {
        RefusedException refused =
                assertThrows(RefusedException.class, () -> farm.join("n", role, Issuing.newKey(), secret));
        assertEquals(reason, refused.getMessage());
    }

    @Test
    void aNodeWithoutATokenWaitsUntilItsKeyIsApproved() throws Exception {
        KeyPair key = Issuing.newKey();
        Pending waits = assertInstanceOf(Pending.class, farm.join("k", "worker", key, ""));
        assertEquals(Fingerprint.of(key.getPublic()), waits.fingerprint());
        assertEquals(waits, farm.join("k", "worker", key, ""));
        assertEquals("pending", farm.desk.nodes().get(0).status());
        Farm.done(farm.desk.approve(Farm.ADMIN, waits.nodeId()));
        assertEquals(waits.nodeId(), ((Certified) farm.join("k", "worker", key, "")).nodeId());
    }

    @Test
    void aRefusedKeyStaysRefusedEvenWithAToken() throws Exception {
        KeyPair key = Issuing.newKey();
        Pending waits = (Pending) farm.join("k", "worker", key, "");
        Farm.done(farm.desk.refuse(Farm.ADMIN, waits.nodeId()));
        String secret = farm.token("worker", 60);
        RefusedException refused = assertThrows(RefusedException.class, () -> farm.join("k", "worker", key, secret));
        assertEquals("The key of node k was refused by ana.", refused.getMessage());
    }

    @Test
    void keepsNoMoreThanAHundredThatKnock() throws Exception {
        for (int i = 0; i < 105; i++) {
            farm.join("k" + i, "worker", Issuing.newKey(), "");
        }
        assertEquals(100, farm.desk.nodes().size());
        assertEquals("k5", farm.desk.nodes().get(0).name());
    }

    @Test
    void whatIsRevokedIsNotHeardAndGetsNothingNew() throws Exception {
        KeyPair key = Issuing.newKey();
        Certified joined = (Certified) farm.join("w", "worker", key, farm.token("worker", 60));
        X509Certificate shown = Farm.own(joined);
        Farm.done(farm.desk.revoke(Farm.ADMIN, joined.nodeId()));
        assertEquals(
                Refusal.FORBIDDEN,
                assertThrows(RefusedException.class, () -> farm.trust.tls().identify(shown))
                        .refusal());
        RenewalRequest renewal = new RenewalRequest(List.of(), Issuing.request("w", Issuing.newKey()));
        assertThrows(RefusedException.class, () -> Farm.done(farm.enrolment.renew(shown, renewal)));
        assertThrows(RefusedException.class, () -> farm.join("w", "worker", key, ""));
        Certified other = (Certified) farm.join("m", "manager", Issuing.newKey(), farm.token("manager", 60));
        assertEquals(List.of(joined.nodeId()), other.trust().revoked());
    }

    @Test
    void remembersAfterARestartWhoWasRevoked() throws Exception {
        Certified joined = (Certified) farm.join("w", "worker", Issuing.newKey(), farm.token("worker", 60));
        Farm.done(farm.desk.revoke(Farm.ADMIN, joined.nodeId()));
        try (Farm again = new Farm(folder.resolve("ca"), farm.clock, farm.rows, Map.of())) {
            X509Certificate shown = Farm.own(joined);
            assertThrows(RefusedException.class, () -> again.trust.tls().identify(shown));
        }
    }

    @Test
    void takesNoCertificateOfAnotherFarm() throws Exception {
        try (Farm other = new Farm(folder.resolve("other"))) {
            Certified there = (Certified) other.join("w", "worker", Issuing.newKey(), other.token("worker", 60));
            X509Certificate shown = Farm.own(there);
            RefusedException refused =
                    assertThrows(RefusedException.class, () -> farm.trust.tls().identify(shown));
            assertEquals("The certificate is not of this farm.", refused.getMessage());
        }
    }

    @Test
    void refusesARequestThatSomebodyElseSigned() {
        String request = Issuing.request(
                "w", new KeyPair(Issuing.newKey().getPublic(), Issuing.newKey().getPrivate()));
        JoinRequest asked = new JoinRequest("w", "worker", List.of(), request, "");
        RefusedException refused =
                assertThrows(RefusedException.class, () -> Farm.done(farm.enrolment.join(asked, "127.0.0.1")));
        assertEquals("The request for a certificate is not signed with its own key.", refused.getMessage());
    }

    @Test
    void refusesTokensForNoRoleAndForNoTime() {
        for (NewJoinToken wrong : List.of(
                new NewJoinToken("", "server", 60),
                new NewJoinToken("", "worker", 0),
                new NewJoinToken("a\nb", "worker", 60))) {
            assertEquals(
                    Refusal.INVALID,
                    assertThrows(RefusedException.class, () -> Farm.done(farm.desk.makeToken(Farm.ADMIN, wrong)))
                            .refusal());
        }
    }

    @Test
    void readsNoTokenThatIsNotWhole() {
        String whole = JoinSecret.make("ab".repeat(32)).text();
        assertEquals("ab".repeat(32), JoinSecret.parse(whole).authority());
        for (int cut = 0; cut < whole.length(); cut++) {
            String part = whole.substring(0, cut);
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> JoinSecret.parse(part));
            assertFalse(cut > 8 && refused.getMessage().contains(part), "the secret is told");
        }
    }

    @Test
    void certifiesAddressesOnlyForWhoIsCalled() throws Exception {
        Certified worker = (Certified) farm.join("w", "worker", Issuing.newKey(), farm.token("worker", 60));
        Certified manager = (Certified) farm.join("m", "manager", Issuing.newKey(), farm.token("manager", 60));
        assertFalse(Farm.own(worker).getSubjectAlternativeNames().toString().contains("127.0.0.9"));
        assertTrue(Farm.own(manager).getSubjectAlternativeNames().toString().contains("127.0.0.9"));
        assertEquals(1, Farm.own(worker).getExtendedKeyUsage().size());
    }
}
