package org.tablao.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.manager.AttemptLogs;
import org.tablao.nodeapi.manager.AttemptLogs.LogPiece;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.JobState;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.ManagerGate;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.ManagerQuestions;
import org.tablao.nodeapi.manager.PublishedFrame;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.manager.WorkerWish;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.worker.ReportedFile;

class ManagerLinkTest {

    private static final Session SESSION = new Session("019aaaaa-0000-7000-8000-000000000002", "t0ken");
    private static final String JOB = "0ABCDEFGHJKMN";

    private final FakeManagerGate server = new FakeManagerGate();
    private final byte[] log = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);
    private TwoNodes nodes;
    private ManagerGate gate;

    @BeforeEach
    void starts() throws Exception {
        AttemptLogs logs = (attempt, offset, most) -> attempt.equals(JOB + ".1.1")
                ? CompletableFuture.completedFuture(piece(offset, most))
                : CompletableFuture.failedFuture(
                        new RefusedException(Refusal.NOT_FOUND, "Attempt " + attempt + " has no log.", ""));
        nodes = new TwoNodes()
                .serving(
                        new ManagerRoutes(server, new CertificateCheck(false)),
                        "/node/v1/manager/*",
                        "/node/v1/blobs/*",
                        "/node/v1/jobs/*")
                .serving(
                        new QuestionRoutes(new KnowingManager(), "callback"::equals, new CertificateCheck(false)),
                        "/node/v1/why/*",
                        "/node/v1/policies")
                .serving(new LogRoutes(logs, "callback"::equals, new CertificateCheck(false)), "/node/v1/logs/*")
                .started();
        gate = new RemoteManagerGate(nodes.peer("server"));
    }

    @AfterEach
    void stops() throws Exception {
        nodes.close();
    }

    @Test
    void carriesIdentification() {
        HostFacts host = new HostFacts("h", "Linux", "amd64", 2, 1, "0.1.0", "17");
        Identification identification = new Identification(
                "manager", "m1", "key", "boot", host, "join", "n", "s", "http://127.0.0.1:8081", "callback", "store");
        server.answers(new IdentifyAnswer.Challenged("n0nce"));
        assertEquals(new IdentifyAnswer.Challenged("n0nce"), done(gate.identify(identification)));
        assertEquals(List.of(List.of("identify", identification)), server.heard);
    }

    @Test
    void carriesOrders() {
        ManagerAvailability availability =
                new ManagerAvailability(2, 3, List.of(new ManagerAvailability.HeldJob(JOB, 1, 2)));
        Wish wish = new Wish(JOB, 3, "cancel", 50);
        JobLease lease = new JobLease(
                JOB,
                "i-1",
                2,
                "ab".repeat(32),
                86_400,
                "name",
                "P",
                "S",
                "blender-animation",
                50,
                1_700_000_000_000L,
                wish);
        ManagerOrders orders = new ManagerOrders(List.of(lease), List.of(wish));
        server.answers(orders);
        assertEquals(orders, done(gate.available(SESSION, availability, Duration.ofSeconds(30))));
        ManagerOrders nothing = new ManagerOrders(List.of(), List.of());
        server.answers(nothing);
        assertEquals(nothing, done(gate.available(SESSION, availability, Duration.ZERO)));
        assertEquals(
                List.of(
                        List.of("available", SESSION, availability, Duration.ofSeconds(30)),
                        List.of("available", SESSION, availability, Duration.ZERO)),
                server.heard);
    }

    @Test
    void carriesEachKindOfOrderAlone() {
        ManagerAvailability availability = new ManagerAvailability(2, 3, List.of());
        LimitGrant grant = new LimitGrant("nuke", "farm", 4, 7);
        WorkerWish wish = new WorkerWish("w", 2, "sleep", "");
        ManagerAvailability.HeldJob released = new ManagerAvailability.HeldJob(JOB, 1, 2);
        for (ManagerOrders orders : List.of(
                new ManagerOrders(List.of(), List.of(), List.of(wish), List.of(), List.of()),
                new ManagerOrders(List.of(), List.of(), List.of(), List.of(grant), List.of()),
                new ManagerOrders(List.of(), List.of(), List.of(), List.of(), List.of(released)))) {
            server.answers(orders);
            assertEquals(orders, done(gate.available(SESSION, availability, Duration.ZERO)));
        }
    }

    @Test
    void carriesTheTasksOfAJob() {
        List<TaskRow> tasks = List.of(new TaskRow(JOB, 1, 2, "completed", 1, 0, "w", "completed", "", "", 1, 2));
        server.answers(tasks);
        assertEquals(tasks, done(gate.tasks(SESSION, JOB)));
        assertEquals(List.of(List.of("tasks", SESSION, JOB)), server.heard);
    }

    @Test
    void carriesEventsAndProgress() {
        ManagerEvent event = new ManagerEvent(
                8,
                1_700_000_000_000L,
                List.of(new JobState(JOB, 2, "active", 3, "", 1, 0)),
                List.of(new TaskRow(JOB, 1, 2, "completed", 1, 0, "w", "completed", "", "", 1, 2)),
                List.of(new AttemptRow(JOB, 1, 1, 2, "published", "w", "completed", "", "", 1, 2, 0.5, "[]", "{}")),
                List.of(new WorkerRow("w", "m", "w1", "key", "boot", "idle", 1, "{}", "[]", 1, 2)),
                List.of(new PublishedFrame(JOB, 2, 1, 1, "w", 3, file())));
        server.answers(8L);
        assertEquals(8L, done(gate.events(SESSION, List.of(event))));
        List<TaskProgress> progress = List.of(new TaskProgress(JOB, 1, 1, 0.5, "Frame 2"));
        server.answers(null);
        done(gate.heartbeat(SESSION, progress));
        done(gate.leave(SESSION));
        assertEquals(
                List.of(
                        List.of("events", SESSION, List.of(event)),
                        List.of("heartbeat", SESSION, progress),
                        List.of("leave", SESSION)),
                server.heard);
    }

    @Test
    void carriesALargePlan() {
        byte[] plan = new byte[20 << 20];
        plan[plan.length - 1] = 9;
        server.answers(plan);
        assertArrayEquals(plan, done(gate.blob(SESSION, "ab".repeat(32))));
        assertEquals(List.of(List.of("blob", SESSION, "ab".repeat(32))), server.heard);
    }

    @Test
    void readsLogsPieceByPiece() {
        AttemptLogs logs = logs("callback");
        LogPiece piece = done(logs.read(JOB + ".1.1", 4, 3));
        assertEquals(4, piece.offset());
        assertEquals(8, piece.length());
        assertArrayEquals(new byte[] {'t', 'w', 'o'}, piece.bytes());
        assertEquals(0, done(logs.read(JOB + ".1.1", 8, 3)).bytes().length);
        RefusedException refused = refused(logs.read(JOB + ".1.2", 0, 3));
        assertEquals(Refusal.NOT_FOUND, refused.refusal());
        assertEquals("Attempt " + JOB + ".1.2 has no log.", refused.getMessage());
    }

    @Test
    void opensLogsToTheServerOnly() {
        RefusedException refused = refused(logs("guessed").read(JOB + ".1.1", 0, 3));
        assertEquals(Refusal.UNAUTHENTICATED, refused.refusal());
        assertEquals("The call does not come from this manager's server.", refused.getMessage());
    }

    @Test
    void asksAManagerWhyATaskDoesNotRun() {
        ManagerQuestions manager = new HttpManagerCalls(nodes.client).questions(nodes.address() + "/", "callback");
        assertEquals(KnowingManager.WHY, done(manager.why(JOB + ".7")));
        assertEquals(KnowingManager.POLICIES, done(manager.policies()));
        RefusedException refused = refused(manager.why(JOB + ".8"));
        assertEquals(Refusal.NOT_FOUND, refused.refusal());
    }

    @Test
    void answersQuestionsToTheServerOnly() {
        ManagerQuestions manager = new HttpManagerCalls(nodes.client).questions(nodes.address() + "/", "guessed");
        assertEquals(Refusal.UNAUTHENTICATED, refused(manager.why(JOB + ".7")).refusal());
        assertEquals(Refusal.UNAUTHENTICATED, refused(manager.policies()).refusal());
    }

    @Test
    void aManagerWithoutAnAddressIsUnavailable() {
        AttemptLogs logs = new HttpManagerCalls(nodes.client).attemptLogs("", "callback");
        assertEquals(
                "The manager's address '' cannot be called.",
                refused(logs.read(JOB + ".1.1", 0, 3)).getMessage());
    }

    private AttemptLogs logs(String callbackToken) {
        return new HttpManagerCalls(nodes.client).attemptLogs(nodes.address() + "/", callbackToken);
    }

    private LogPiece piece(long offset, int most) {
        int end = (int) Math.min(log.length, offset + most);
        return new LogPiece(offset, Arrays.copyOfRange(log, (int) offset, end), log.length);
    }

    private static ReportedFile file() {
        return new ReportedFile(true, "main", 1, "/a", "/b", 1, "ab", 640, 360, Map.of("renderSeconds", "1.5"));
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static RefusedException refused(CompletionStage<?> stage) {
        return (RefusedException)
                assertThrows(CompletionException.class, () -> done(stage)).getCause();
    }
}
