package org.tablao.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.nodeapi.worker.WorkerGate;
import org.tablao.pluginapi.schema.Problem;

class WorkerLinkTest {

    private static final Session SESSION = new Session("019aaaaa-0000-7000-8000-000000000001", "t0ken");
    private static final String LEASE = "0ABCDEFGHJKMN.12.1";
    private static final LeaseClaim CLAIM = new LeaseClaim("i-1", 3, 1);
    private static final Availability IDLE = new Availability(
            List.of(new Capability("org.tablao.command", Map.of("command", "render", "version", "1.0"))),
            1,
            1,
            List.of(LEASE));

    private final FakeWorkerGate manager = new FakeWorkerGate();
    private final WorkerRoutes routes = new WorkerRoutes(manager, new CertificateCheck(false));
    private TwoNodes nodes;
    private WorkerGate gate;

    @BeforeEach
    void starts() throws Exception {
        nodes = new TwoNodes()
                .serving(routes, "/node/v1/worker/*", "/node/v1/lease/*")
                .started();
        gate = new RemoteWorkerGate(nodes.peer("manager"));
    }

    @AfterEach
    void stops() throws Exception {
        nodes.close();
    }

    @Test
    void carriesIdentification() {
        IdentifyAnswer challenged = new IdentifyAnswer.Challenged("n0nce");
        manager.answers(challenged);
        assertEquals(challenged, done(gate.identify(identification())));
        IdentifyAnswer confirmed = new IdentifyAnswer.Confirmed(SESSION.nodeId(), true, "i-1", "t0ken", 5, 20, 4);
        manager.answers(confirmed);
        assertEquals(confirmed, done(gate.identify(identification())));
        assertEquals(
                List.of(List.of("identify", identification()), List.of("identify", identification())), manager.heard);
    }

    @Test
    void carriesLeases() {
        manager.answers(List.of(lease()));
        assertEquals(List.of(lease()), done(gate.available(SESSION, IDLE, Duration.ofSeconds(30))));
        manager.answers(List.of());
        assertEquals(List.of(), done(gate.available(SESSION, IDLE, Duration.ZERO)));
        assertEquals(
                List.of(
                        List.of("available", SESSION, IDLE, Duration.ofSeconds(30)),
                        List.of("available", SESSION, IDLE, Duration.ZERO)),
                manager.heard);
    }

    @Test
    void carriesWhatHappensToALease() {
        Heartbeat heartbeat = new Heartbeat(CLAIM, 0.25, "Frame 3 «ñ»", 1L << 40);
        manager.answers(new HeartbeatAnswer(true, 20.5));
        assertEquals(new HeartbeatAnswer(true, 20.5), done(gate.heartbeat(SESSION, LEASE, heartbeat)));
        manager.answers(new ReportAnswer(true, List.of(lease())));
        assertEquals(new ReportAnswer(true, List.of(lease())), done(gate.report(SESSION, LEASE, report(), true)));
        manager.answers(new ReportAnswer(false, List.of()));
        assertEquals(new ReportAnswer(false, List.of()), done(gate.report(SESSION, LEASE, report(), false)));
        manager.answers(null);
        Published published = new Published(CLAIM, "No space left on device");
        done(gate.published(SESSION, LEASE, published));
        done(gate.leave(SESSION));
        assertEquals(
                List.of(
                        List.of("heartbeat", SESSION, LEASE, heartbeat),
                        List.of("report", SESSION, LEASE, report(), true),
                        List.of("report", SESSION, LEASE, report(), false),
                        List.of("published", SESSION, LEASE, published),
                        List.of("leave", SESSION)),
                manager.heard);
    }

    @Test
    void carriesLogsAsTheyAre() {
        byte[] bytes = new byte[1 << 20];
        Arrays.fill(bytes, (byte) 0xC3);
        manager.answers(7L + bytes.length);
        assertEquals(7L + bytes.length, done(gate.log(SESSION, LEASE, 7, bytes)));
        assertEquals(List.of(List.of("log", SESSION, LEASE, 7L, bytes.length, Arrays.hashCode(bytes))), manager.heard);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void carriesEveryRefusal(Refusal refusal) {
        manager.fails(new RefusedException(
                refusal, "Not «now».", "Later.", List.of(new Problem("frames", "is empty", "Give 1-10"))));
        RefusedException refused = refused(gate.heartbeat(SESSION, LEASE, new Heartbeat(CLAIM, 0, "", 0)));
        assertEquals(refusal, refused.refusal());
        assertEquals("Not «now».", refused.getMessage());
        assertEquals("Later.", refused.wayOut());
        assertEquals(List.of(new Problem("frames", "is empty", "Give 1-10")), refused.problems());
        assertEquals(refusal, refused(gate.identify(identification())).refusal());
    }

    @Test
    void tellsNothingOfAFaultButThatThereWasOne() {
        manager.fails(new IllegalStateException("secret"));
        RefusedException refused = refused(gate.leave(SESSION));
        assertEquals(Refusal.UNAVAILABLE, refused.refusal());
        assertEquals("The call failed on the other side.", refused.getMessage());
    }

    @Test
    void aLongPollEndsWhenThereIsALeaseAndHoldsNoThread() throws Exception {
        CompletableFuture<List<TaskLease>> found = new CompletableFuture<>();
        manager.answer = found;
        List<CompletableFuture<List<TaskLease>>> polls = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(n ->
                        gate.available(SESSION, IDLE, Duration.ofSeconds(30)).toCompletableFuture())
                .toList());
        assertTrue(manager.arrived.tryAcquire(40, 20, TimeUnit.SECONDS));
        // Forty wait on eight threads, longer than a connection may be idle.
        assertThrows(TimeoutException.class, () -> CompletableFuture.anyOf(polls.toArray(CompletableFuture<?>[]::new))
                .get(3 * TwoNodes.IDLE_MILLIS, TimeUnit.MILLISECONDS));
        manager.answers(null);
        done(gate.leave(SESSION));
        found.complete(List.of(lease()));
        for (CompletableFuture<List<TaskLease>> poll : polls) {
            assertEquals(List.of(lease()), poll.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aNodeThatStopsLetsNobodyWait() throws Exception {
        manager.answer = new CompletableFuture<>();
        CompletableFuture<List<TaskLease>> poll =
                gate.available(SESSION, IDLE, Duration.ofSeconds(30)).toCompletableFuture();
        assertTrue(manager.arrived.tryAcquire(20, TimeUnit.SECONDS));
        routes.close();
        RefusedException refused = refused(poll);
        assertEquals(Refusal.UNAVAILABLE, refused.refusal());
        assertEquals("The node is being stopped.", refused.getMessage());
    }

    @Test
    void aCallThatIsTooLargeIsNotSent() {
        RefusedException refused = refused(gate.log(SESSION, LEASE, 0, new byte[(1 << 20) + 1]));
        assertEquals(Refusal.TOO_LARGE, refused.refusal());
        assertEquals("The piece has 1048577 bytes, more than 1048576.", refused.getMessage());
        assertEquals(List.of(), manager.heard);
    }

    @Test
    void aManagerThatIsNotThereIsUnavailable() throws Exception {
        String address = nodes.address().toString();
        nodes.close();
        nodes = new TwoNodes();
        WorkerGate nobody = new RemoteWorkerGate(new Peer(nodes.client, URI.create(address), "manager"));
        RefusedException refused = refused(nobody.identify(identification()));
        assertEquals(Refusal.UNAVAILABLE, refused.refusal());
        assertEquals("The manager at " + address + " cannot be reached.", refused.getMessage());
    }

    @Test
    void aManagerWhoseRoutesAreNotUpYetIsUnavailable() throws Exception {
        nodes.close();
        nodes = new TwoNodes().started();
        RefusedException refused =
                refused(new RemoteWorkerGate(nodes.peer("manager")).available(SESSION, IDLE, Duration.ZERO));
        assertEquals(Refusal.UNAVAILABLE, refused.refusal());
        assertEquals("The manager at " + nodes.address() + " is not ready: it answers 405.", refused.getMessage());
    }

    @Test
    void sessionsAreNotShownByTheirText() {
        assertFalse(SESSION.toString().contains("t0ken"));
    }

    private static Identification identification() {
        HostFacts host = new HostFacts("h", "Linux 6.1", "amd64", 2, 1L << 34, "0.1.0", "17");
        return new Identification("worker", "w1", "key", "boot", host, "join", "", "", "", "", "");
    }

    private static TaskLease lease() {
        PlannedCommand render = new PlannedCommand(
                "render",
                "[1,2)",
                Map.of("file", "/p/a.blend", "frames", List.of(1, 2), "scale", 0.5, "overwrite", true));
        return new TaskLease(LEASE, CLAIM, "0ABCDEFGHJKMN", "shot 10", 12, "frames 1-2", List.of(render), 20);
    }

    private static Report report() {
        ReportedFile frame = new ReportedFile(
                true,
                "main",
                1,
                "/out/.a/0001.png",
                "/out/0001.png",
                1234,
                "ab",
                640,
                360,
                Map.of("engine", "blender"));
        return new Report(CLAIM, "completed", "", "", 12.5, List.of(frame), Map.of("render", "1.0.0"));
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static RefusedException refused(CompletionStage<?> stage) {
        return (RefusedException)
                assertThrows(CompletionException.class, () -> done(stage)).getCause();
    }
}
