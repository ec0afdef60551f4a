package org.tablao.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.tls.Enrolment.JoinAnswer.Certified;
import org.tablao.nodeapi.tls.Enrolment.RenewalRequest;
import org.tablao.nodeapi.tls.Enrolment.Trust;

/** The authority is changed while the farm works, and its certificates are renewed. */
class AuthorityTest {
    private static final Map<String, Object> SETTINGS = Map.of("certificate.seconds", 3_000L, "overlap.seconds", 100L);

    @TempDir
    Path folder;

    private Farm farm;

    @BeforeEach
    void begins() throws Exception {
        farm = new Farm(folder.resolve("ca"), new MovedClock(), new RowsInMemory(), SETTINGS);
    }

    @AfterEach
    void ends() {
        farm.close();
    }

    @Test
    void isTheSameAfterARestart() throws Exception {
        try (Farm again = new Farm(folder.resolve("ca"), farm.clock, farm.rows, SETTINGS)) {
            assertEquals(farm.trust.fingerprint(), again.trust.fingerprint());
        }
    }

    @Test
    void goesOverStepByStepAndNobodyIsShutOut() throws Exception {
        Certified joined = (Certified) farm.join("w", "worker", Issuing.newKey(), farm.token("worker", 60));
        X509Certificate before = Farm.own(joined);
        String first = farm.trust.fingerprint();

        Farm.done(farm.desk.rotate(Farm.ADMIN));
        assertEquals(first, farm.trust.fingerprint(), "it does not sign yet");
        Trust told = Farm.done(farm.enrolment.trust(before));
        assertEquals(2, told.authorities().size());
        assertFalse(told.renew());
        assertThrows(RefusedException.class, () -> Farm.done(farm.desk.rotate(Farm.ADMIN)));

        X509Certificate server = farm.trust.tls().material().own();
        farm.clock.passes(Duration.ofSeconds(101));
        assertTrue(farm.trust.step());
        assertNotEquals(first, farm.trust.fingerprint());
        assertNotEquals(server, farm.trust.tls().material().own());
        assertEquals(joined.nodeId(), farm.trust.tls().identify(before).nodeId(), "the old one is still good");
        assertTrue(Farm.done(farm.enrolment.trust(before)).renew());

        RenewalRequest renewal = new RenewalRequest(List.of(), Issuing.request("w", Issuing.newKey()));
        Certified renewed = Farm.done(farm.enrolment.renew(before, renewal));
        assertEquals(joined.nodeId(), renewed.nodeId());
        assertFalse(renewed.trust().renew());

        farm.clock.passes(Duration.ofSeconds(3_001));
        assertTrue(farm.trust.step());
        assertEquals(1, farm.trust.tls().authorities().size());
        assertThrows(RefusedException.class, () -> farm.trust.tls().identify(before));
    }

    @Test
    void goesOnWhereTheProcessDiedInTheMiddleOfAStep() throws Exception {
        String first = farm.trust.fingerprint();
        Farm.done(farm.desk.rotate(Farm.ADMIN));
        byte[] next = Files.readAllBytes(folder.resolve("ca/next.pem"));
        farm.clock.passes(Duration.ofSeconds(101));
        assertTrue(farm.trust.step());
        // As it was before the last of the step's three files was removed.
        Files.write(folder.resolve("ca/next.pem"), next);
        try (Farm again = new Farm(folder.resolve("ca"), farm.clock, farm.rows, SETTINGS)) {
            again.trust.step();
            assertNotEquals(first, again.trust.fingerprint());
            assertEquals(first, again.trust.view().previous());
            assertEquals("", again.trust.view().next());
        }
    }

    @Test
    void beginsAChangeByItselfInTime() throws Exception {
        farm.clock.passes(Duration.ofDays(3_649));
        assertFalse(farm.trust.step() && farm.trust.view().next().isEmpty());
        farm.clock.passes(Duration.ofHours(23));
        assertTrue(farm.trust.step());
        assertFalse(farm.trust.view().next().isEmpty());
    }

    @Test
    void renewsTheServersOwnCertificateAtTwoThirdsOfItsLife() throws Exception {
        X509Certificate first = farm.trust.tls().material().own();
        long generation = farm.trust.tls().generation();
        farm.clock.passes(Duration.ofSeconds(1_900));
        farm.trust.step();
        assertEquals(first, farm.trust.tls().material().own());
        farm.clock.passes(Duration.ofSeconds(150));
        farm.trust.step();
        assertNotEquals(first, farm.trust.tls().material().own());
        assertEquals(generation + 1, farm.trust.tls().generation());
    }

    @Test
    void refusesACertificateThatHasEnded() throws Exception {
        Certified joined = (Certified) farm.join("w", "worker", Issuing.newKey(), farm.token("worker", 60));
        X509Certificate shown = Farm.own(joined);
        farm.clock.passes(Duration.ofSeconds(3_001));
        RefusedException refused =
                assertThrows(RefusedException.class, () -> farm.trust.tls().identify(shown));
        assertEquals("The certificate is not valid now.", refused.getMessage());
    }
}
