package org.tablao.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.converter.Converters;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.nodeapi.handshake.Session;

class TermsTest {
    @TempDir
    Path home;

    @Test
    void aLeaseThatItsWorkersCouldNotKeepIsRefusedByTheNamesOfItsKeys() {
        String problem = assertThrows(
                        IllegalArgumentException.class,
                        () -> ManagerConfig.Terms.of(config(Map.of("lease.seconds", 15, "margin.seconds", 10))))
                .getMessage();
        assertEquals(
                "etc/org.tablao.manager.cfg: lease.seconds = 15.0 must be more than margin.seconds = 10.0 and"
                        + " heartbeat.seconds = 5.0 together, or workers would stop at once; make lease.seconds greater,"
                        + " or the others less",
                problem);
    }

    @Test
    void theDefaultsOfServerAndManagerGoTogether() {
        assertEquals(Optional.empty(), contact(86_400, 60).problem(ManagerConfig.Terms.of(config(Map.of()))));
    }

    @Test
    void aServersMarginHasToHoldThreeTimesWhatAWorkerMayDoWithoutAnAnswer() {
        String problem = contact(86_400, 59).problem(terms(30, 10)).orElseThrow();
        assertTrue(problem.contains("margin.seconds = 59.0 in etc/org.tablao.server.cfg"), problem);
        assertTrue(problem.contains("at least 60.0"), problem);
        assertTrue(problem.contains("lease.seconds = 30.0 in etc/org.tablao.manager.cfg"), problem);
    }

    @Test
    void aServersMarginHasToHoldALeaseOfAWorker() {
        assertTrue(contact(86_400, 29).problem(terms(30, 24)).orElseThrow().contains("at least 30.0"));
        assertEquals(Optional.empty(), contact(86_400, 30).problem(terms(30, 24)));
    }

    @Test
    void aJobLeaseThatAManagerCouldNotKeepIsRefused() {
        assertTrue(contact(65, 60).problem(terms(30, 10)).orElseThrow().contains("job.lease.seconds = 65.0"));
    }

    @Test
    void aManagerThatDoesNotFitItsServerAsksForNoJobs() {
        TestServer server = new TestServer();
        try (Room room = new Room(new MemoryStore(), server, home, Room.terms(40))) {
            Room.eventually(() -> server.joins() >= 2);
            assertFalse(server.waitsIn(1));
            assertEquals(Optional.empty(), room.link.contact());
        }
    }

    private static Contact contact(double leaseSeconds, double marginSeconds) {
        return new Contact(new TestServer(), new Session("manager-1", "token"), 5, leaseSeconds, marginSeconds);
    }

    private static LeaseTerms terms(int lease, int margin) {
        return new LeaseTerms(
                Duration.ofSeconds(5), Duration.ofSeconds(lease), Duration.ofSeconds(margin), Duration.ZERO);
    }

    private static ManagerConfig config(Map<String, Object> values) {
        return Converters.standardConverter().convert(values).to(ManagerConfig.class);
    }
}
