package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server, a manager and two workers on different addresses join by tokens over TLS, render, and keep others out. */
class TlsTest {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int HEARTBEAT_SECONDS = 5;
    private static final Map<String, Object> ASKS = Map.of("capabilities", List.of(), "slots", 1);

    @TempDir
    static Path folder;

    private static TlsFarm farm;
    private static NodeProcess server;
    private static NodeProcess manager;
    private static NodeProcess first;

    @BeforeAll
    static void start() throws Exception {
        farm = new TlsFarm(folder);
        farm.configure("server", "org.tablao.certificates", "overlap.seconds = 2\nlook.seconds = 1\n");
        farm.configure("w1", "org.tablao.certificates", "look.seconds = 1\n");
        farm.configure("w2", "org.tablao.certificates", "look.seconds = 1\n");
        farm.configure(
                "manager",
                "org.tablao.manager",
                "heartbeat.seconds = 0.5\nlease.seconds = 3\nmargin.seconds = 1\ngrace.seconds = 0.5\n");
        server = farm.startServer();
        manager = farm.startManager();
        first = farm.startWorker("w1", "@" + farm.token("worker", "1h"));
        farm.startWorker("w2", "@" + farm.token("worker", "1h"));
        farm.awaitWorker("w1");
        farm.awaitWorker("w2");
    }

    @AfterAll
    static void stop() {
        farm.close();
    }

    @Test
    void rendersOnBothWorkers() throws Exception {
        String sleeps = submit(8, 0.5);
        assertEquals(
                "completed", farm.api().awaitEnd(sleeps, LONG).get("status").asText());
        assertTrue(workersOf(sleeps).containsAll(List.of("w1", "w2")), () -> "only some took part");

        Path scene = Scenes.make("default_cube", folder.resolve("cube"), "CYCLES", "1", "80", "4");
        Path output = folder.resolve("renders/cube/cube_####");
        String job = farm.api()
                .job(
                        "blender-animation",
                        "cube",
                        Map.of("file", scene.toString(), "frames", "1-4", "chunkSize", 1, "output", output.toString()));
        JsonNode ended = farm.api().awaitEnd(job, LONG);
        assertEquals("completed", ended.get("status").asText(), ended::toString);
        assertTrue(Files.isRegularFile(folder.resolve("renders/cube/cube_0004.png")));
        assertEquals(4, farm.api().list("/api/v1/frames?job=" + job).size());
        String log = new String(
                farm.api().get("/api/v1/tasks/" + job + ".1/attempts/1/log").bytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(log.contains("Blender"), "the server reads logs at the manager over TLS");
    }

    @Test
    void tellsNobodyASecret() throws Exception {
        for (String file : List.of("manager/data/tls/node.pem", "w1/data/tls/node.pem", "server/data/ca/current.pem")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))),
                    file);
        }
        String token = Files.readString(farm.token("worker", "1h")).strip();
        String secret = token.substring(0, token.indexOf('.'));
        farm.startWorker("told", token);
        farm.awaitWorker("told");
        for (String node : List.of("server", "manager", "told")) {
            try (var logs = Files.list(farm.home(node).resolve("log"))) {
                for (Path log : logs.toList()) {
                    assertFalse(Files.readString(log).contains(secret), log.toString());
                }
            }
        }
    }

    @Test
    void aWorkersKeyReachesItsOwnRoutesAndLeasesAlone() throws Exception {
        NodeKeys stolen = farm.keys("w1");
        String own = farm.idOf("w1");
        String other = farm.idOf("w2");
        Api atServer = farm.as(farm.server(), stolen);
        Api atManager = farm.as(farm.manager(), stolen);
        assertEquals(403, post(atServer, "/node/v1/manager/" + own + "/available", List.of(), own));
        assertEquals(403, atServer.get("/node/v1/blobs/" + "0".repeat(64)).status());
        assertEquals(403, atManager.get("/node/v1/policies").status());
        assertEquals(403, atManager.get("/node/v1/logs/0ABCDEFGHJKMN.1.1").status());
        assertEquals(401, atServer.get("/api/v1/jobs").status());
        assertEquals(401, atServer.get("/api/v1/nodes").status());
        assertEquals(403, post(atManager, "/node/v1/worker/" + other + "/available", ASKS, other));
        assertEquals(403, post(atManager, "/node/v1/worker/" + other + "/leave", Map.of(), other));
        String lease = "/node/v1/lease/0ABCDEFGHJKMN.1.1/published";
        assertEquals(403, post(atManager, lease, published(), other));
        // Its own name, but no session of it: a key alone is not the process.
        assertEquals(401, post(atManager, lease, published(), own));
        Api.Answer trust = atServer.get("/node/v1/trust");
        assertEquals(200, trust.status(), trust::text);
    }

    @Test
    void whoShowsNoCertificateReachesNoRouteBetweenNodes() throws Exception {
        Api nobody = farm.as(farm.manager(), farm.authority());
        assertEquals(401, post(nobody, "/node/v1/worker/identify", Map.of(), ""));
        assertEquals(
                401,
                farm.as(farm.server(), farm.authority()).get("/node/v1/trust").status());
        URI plain = URI.create(farm.server().toString().replace("https", "http"));
        assertThrows(IOException.class, () -> new Api(plain, "", java.net.http.HttpClient.newHttpClient()).get("/"));
    }

    @Test
    void tokensThatAreUsedCutOffExpiredOrOfAnotherFarmLetNobodyIn() throws Exception {
        Path used = farm.token("worker", "1h");
        farm.startWorker("taker", "@" + used);
        farm.awaitWorker("taker");
        assertNotLetIn("replayed", "@" + used, "The join token was used by another node already.");

        String whole = Files.readString(farm.token("worker", "1h")).strip();
        assertNotLetIn("truncated", whole.substring(0, 60), "neither a whole token (97 characters, this has 60)");
        String swapped = whole.substring(0, whole.indexOf('.') + 1) + "ab".repeat(32);
        assertNotLetIn("elsewhere", swapped, "and this node was told to join that of sha256:abab");
        String late = Files.readString(farm.token("worker", "1s")).strip();
        Patience.pass(Duration.ofMillis(1_200));
        assertNotLetIn("late", late, "The join token's time is over.");
        assertNotLetIn(
                "climber", Files.readString(farm.token("manager", "1h")).strip(), "is for a manager, not for a worker");
        // The secret of the one that was sent to the wrong place is still good: nothing of it was sent.
        farm.startWorker("whole", whole);
        farm.awaitWorker("whole");
    }

    private static void assertNotLetIn(String name, String join, String reason) throws Exception {
        NodeProcess node = farm.startWorker(name, join);
        Patience.until(LONG, () -> "the reason in:\n" + node.output(), () -> !node.linesWith(reason)
                .isEmpty());
        assertTrue(farm.api().list("/api/v1/nodes").stream()
                .noneMatch(known -> known.get("name").asText().equals(name)));
        node.close();
    }

    @Test
    void aNodeWithoutATokenWaitsUntilItIsApproved() throws Exception {
        NodeProcess node = farm.startWorker("knocker", farm.client("node", "authority"));
        Patience.until(LONG, "a node that waits", () -> statusOf("knocker").equals("pending"));
        JsonNode waits = nodeOf("knocker");
        String key = "sha256:" + waits.get("fingerprint").asText();
        Patience.until(LONG, "the same key in the node's log", () -> !node.linesWith(key)
                .isEmpty());
        farm.client("node", "approve", waits.get("id").asText());
        farm.awaitWorker("knocker");
        assertEquals(waits.get("id").asText(), farm.idOf("knocker"));
    }

    @Test
    void aRevokedWorkerIsRefusedWithinAHeartbeatAndItsTaskGoesElsewhere() throws Exception {
        farm.startWorker("doomed", "@" + farm.token("worker", "1h"));
        farm.awaitWorker("doomed");
        NodeKeys keys = farm.keys("doomed");
        String id = farm.idOf("doomed");
        String job = submit(12, 4);
        Patience.until(LONG, "a task at the worker that is to be revoked", () -> workersOf(job)
                .contains("doomed"));
        Api atServer = farm.as(farm.server(), keys);
        Api atManager = farm.as(farm.manager(), keys);
        assertEquals(200, atServer.get("/node/v1/trust").status());
        assertEquals(401, post(atManager, "/node/v1/lease/0ABCDEFGHJKMN.1.1/published", published(), id));

        farm.client("node", "revoke", id, "--yes");
        assertEquals(403, atServer.get("/node/v1/trust").status(), "at the server at once");
        Patience.until(
                Duration.ofSeconds(HEARTBEAT_SECONDS + 1),
                "the refusal at the manager",
                () -> post(atManager, "/node/v1/lease/0ABCDEFGHJKMN.1.1/published", published(), id) == 403);
        JsonNode ended = farm.api().awaitEnd(job, LONG);
        assertEquals("completed", ended.get("status").asText(), ended::toString);
        assertEquals(12, ended.get("tasks").get("completed").asInt());
        assertEquals("revoked", statusOf("doomed"));
        List<String> audit = farm.api().list("/api/v1/audit?object=" + id).stream()
                .map(entry -> entry.get("action").asText())
                .toList();
        assertEquals(List.of("revoke node", "join"), audit);
    }

    @Test
    void theAuthorityIsChangedWhileTheFarmWorks() throws Exception {
        String before = farm.client("node", "authority");
        Path own = farm.home("w1").resolve("data/tls/node.pem");
        String certificate = Files.readString(own);
        String job = submit(10, 1);
        farm.client("node", "rotate", "--yes");
        Patience.until(LONG, "the next authority", () -> !farm.client("node", "authority")
                .equals(before));
        Patience.until(LONG, "a new certificate", () -> !Files.readString(own).equals(certificate));
        assertNotEquals(
                NodeKeys.certificates(own).get(1).getPublicKey(),
                NodeKeys.certificates(folder.resolve("server/data/ca/previous.pem"))
                        .get(0)
                        .getPublicKey());
        JsonNode ended = farm.api().awaitEnd(job, LONG);
        assertEquals("completed", ended.get("status").asText(), ended::toString);
        assertEquals(0, ended.path("tasks").path("failed").asInt());
        assertTrue(server.isAlive() && manager.isAlive() && first.isAlive());
        assertEquals(1, manager.linesWith("is ready").size());
    }

    private static String submit(int count, double seconds) throws Exception {
        return farm.api()
                .job(
                        "commands",
                        "sleeps",
                        Map.of("command", "sleep", "count", count, "parameters", List.of("seconds=" + seconds)));
    }

    private static List<String> workersOf(String job) throws Exception {
        return farm.api().list("/api/v1/jobs/" + job + "/tasks").stream()
                .map(task -> task.get("worker").asText())
                .filter(worker -> !worker.isEmpty())
                .collect(Collectors.toList());
    }

    private static JsonNode nodeOf(String name) throws Exception {
        return farm.api().list("/api/v1/nodes").stream()
                .filter(node -> node.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String statusOf(String name) throws Exception {
        return nodeOf(name).get("status").asText();
    }

    private static Map<String, Object> published() {
        return Map.of("claim", Map.of("incarnation", "x", "epoch", 1, "attempt", 1), "problem", "");
    }

    /** With a session token that nobody gave. */
    private static int post(Api api, String path, Object body, String node) throws Exception {
        return api.send("POST", path, Optional.of(body), "Authorization", "Bearer guessed", "Tablao-Node", node)
                .status();
    }
}
