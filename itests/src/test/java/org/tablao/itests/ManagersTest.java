package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server and two managers with a worker each, all processes of their own. The first manager's worker has more room. */
class ManagersTest {
    private static final Duration LONG = Duration.ofSeconds(90);

    private static final int SERVER_PORT = Distribution.freePort();
    private static final Map<String, Integer> PORTS =
            Map.of("m1", Distribution.freePort(), "m2", Distribution.freePort());

    @TempDir
    static Path homes;

    private static NodeProcess server;
    private static NodeProcess first;
    private static NodeProcess second;
    private static NodeProcess firstWorker;
    private static NodeProcess secondWorker;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        configure("server", "org.tablao.server", "heartbeat.seconds = 1\nmargin.seconds = 6\ngrace.seconds = 1\n");
        for (String manager : PORTS.keySet()) {
            configure(
                    manager,
                    "org.tablao.manager",
                    "heartbeat.seconds = 0.5\nlease.seconds = 3\nmargin.seconds = 1\ngrace.seconds = 0.5\n");
        }
        configure("w1", "org.tablao.worker", "slots = 2\nahead = 0\n");
        configure("w2", "org.tablao.worker", "slots = 1\nahead = 0\ntags = gpu\n");
        server = startServer();
        api = new Api(SERVER_PORT, server.adminToken());
        first = startManager("m1");
        second = startManager("m2");
        firstWorker = startWorker("w1", "m1");
        secondWorker = startWorker("w2", "m2");
        awaitWorker("w1");
        awaitWorker("w2");
    }

    @AfterAll
    static void stop() {
        for (NodeProcess node : new NodeProcess[] {firstWorker, secondWorker, first, second, server}) {
            if (node != null) {
                node.close();
            }
        }
    }

    @Test
    void jobsGoToManagersByRoomByNameAndByCapability() throws Exception {
        awaitRoom("m1", 2);
        assertEquals("m1", completed(submit(1, 0.1, Map.of())).get("manager").asText());
        assertEquals(
                "m2",
                completed(submit(1, 0.1, Map.of("manager", "m2")))
                        .get("manager")
                        .asText());
        Map<String, Object> tagged = Map.of("scheduling", Map.of("tags", List.of("gpu")));
        assertEquals("m2", completed(submit(1, 0.1, tagged)).get("manager").asText());

        String nowhere = submit(1, 0.1, Map.of("scheduling", Map.of("tags", List.of("none"))));
        JsonNode why = api.read("/api/v1/tasks/" + nowhere + ".1/why");
        assertTrue(why.get("summary").asText().contains("org.tablao.tag;(tag=none)"), why::toString);
        assertEquals("queued", job(nowhere).get("status").asText());
        api.send("POST", "/api/v1/jobs/" + nowhere + "/cancel", Optional.empty());
    }

    @Test
    void whatADeadManagerHadGoesOnAtAnotherOnce() throws Exception {
        awaitRoom("m1", 2);
        String id = submit(12, 1, Map.of());
        Patience.until(LONG, "a task that is completed while others run", () -> {
            JsonNode tasks = job(id).get("tasks");
            return tasks.get("completed").asInt() > 0 && tasks.get("running").asInt() > 0;
        });
        assertEquals("m1", job(id).get("manager").asText());
        String dead = job(id).get("managerId").asText();
        first.kill();
        Api.Answer declared = api.send("POST", "/api/v1/managers/" + dead + "/declare-dead", Optional.empty());
        assertEquals(200, declared.status(), declared::text);
        assertEquals("lost", declared.json().get("status").asText());

        JsonNode job = completed(id);
        assertEquals("m2", job.get("manager").asText());
        assertEquals(12, job.get("tasks").get("completed").asInt());
        assertEachCompletedOnce(id, 12);

        first = startManager("m1");
        // It learns it from its orders, or from the events that the server does not have: whichever is answered first.
        Patience.until(
                LONG,
                "the word that the job is given up",
                () -> !first.linesWith("job " + id + " is not this manager's any more")
                                .isEmpty()
                        || !first.linesWith("all jobs are given up").isEmpty());
        awaitWorker("w1");
        assertEquals("completed", job(id).get("status").asText());
        assertEachCompletedOnce(id, 12);
        assertEquals(
                List.of("available", "lost"),
                api.list("/api/v1/managers").stream()
                        .filter(manager -> manager.get("name").asText().equals("m1"))
                        .map(manager -> manager.get("status").asText())
                        .sorted()
                        .toList());
    }

    @Test
    void aManagerGoesOnWhileItsServerIsAway() throws Exception {
        String id = submit(8, 1, Map.of("manager", "m2"));
        Patience.until(
                LONG,
                "a task that runs",
                () -> job(id).get("tasks").get("running").asInt() > 0);
        server.kill();
        Patience.pass(Duration.ofSeconds(5));
        String back = Instant.now().toString();
        server = startServer();

        assertEquals(8, completed(id).get("tasks").get("completed").asInt());
        assertEachCompletedOnce(id, 8);
        long meanwhile = api.list("/api/v1/jobs/" + id + "/tasks").stream()
                .filter(task -> task.get("endedAt").asText().compareTo(back) < 0)
                .count();
        assertTrue(meanwhile >= 3, () -> meanwhile + " tasks ended while the server was away");
    }

    private static void assertEachCompletedOnce(String id, int tasks) throws Exception {
        for (int number = 1; number <= tasks; number++) {
            List<String> statuses = api.list("/api/v1/tasks/" + id + "." + number + "/attempts").stream()
                    .map(attempt -> attempt.get("status").asText())
                    .toList();
            assertEquals(
                    1,
                    statuses.stream().filter("published"::equals).count(),
                    "attempts at task " + number + ": " + statuses);
            assertTrue(
                    statuses.stream().noneMatch(List.of("leased", "running", "accepted")::contains),
                    "attempts at task " + number + ": " + statuses);
        }
    }

    private static String submit(int count, double seconds, Map<String, Object> more) throws Exception {
        Map<String, Object> submission = new HashMap<>(more);
        submission.put("type", "commands");
        submission.put(
                "settings", Map.of("command", "sleep", "count", count, "parameters", List.of("seconds=" + seconds)));
        Api.Answer answer = api.submit(submission);
        assertEquals(201, answer.status(), answer::text);
        return answer.json().get("id").asText();
    }

    private static JsonNode job(String id) throws Exception {
        return api.read("/api/v1/jobs/" + id);
    }

    private static JsonNode completed(String id) throws Exception {
        Patience.until(LONG, () -> "the end of job " + id, () -> job(id).get("status")
                .asText()
                .equals("completed"));
        return job(id);
    }

    private static void awaitWorker(String name) {
        Patience.until(LONG, "worker " + name, () -> api.list("/api/v1/workers").stream()
                .anyMatch(worker -> worker.get("name").asText().equals(name)
                        && worker.get("status").asText().equals("idle")));
    }

    /** It takes until a manager's next call that the server knows what its last job left free. */
    private static void awaitRoom(String name, int slots) {
        Patience.until(LONG, "room at " + name, () -> api.list("/api/v1/managers").stream()
                .anyMatch(manager -> manager.get("name").asText().equals(name)
                        && manager.get("freeSlots").asInt() == slots));
    }

    private static NodeProcess startServer() throws IOException, InterruptedException {
        return NodeProcess.start(homes.resolve("server"), "server", "--port", "" + SERVER_PORT);
    }

    private static NodeProcess startManager(String name) throws IOException, InterruptedException {
        return NodeProcess.start(
                homes.resolve(name),
                "manager",
                "--port",
                "" + PORTS.get(name),
                "--name",
                name,
                "--server",
                "http://127.0.0.1:" + SERVER_PORT,
                "--join",
                "@" + homes.resolve("server/data/join.token"));
    }

    private static NodeProcess startWorker(String name, String manager) throws IOException, InterruptedException {
        return NodeProcess.start(
                homes.resolve(name),
                "worker",
                "--name",
                name,
                "--manager",
                "http://127.0.0.1:" + PORTS.get(manager),
                "--join",
                "@" + homes.resolve(manager + "/data/join.token"));
    }

    private static void configure(String node, String pid, String text) throws IOException {
        Path etc = Files.createDirectories(homes.resolve(node + "/etc"));
        Files.writeString(etc.resolve(pid + ".cfg"), text);
    }
}
