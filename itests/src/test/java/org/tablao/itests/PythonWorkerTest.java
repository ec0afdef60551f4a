package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker of {@code docs/worker-in-python}: what the protocol's document says is enough to write one. */
class PythonWorkerTest {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final String NAME = "python";

    @TempDir
    static Path folder;

    private static SmallFarm farm;
    private static Api api;

    private static NodeProcess manager;

    private Process worker;

    @BeforeAll
    static void startAFarmWithoutWorkers() throws Exception {
        farm = SmallFarm.startWithoutWorkers(folder);
        api = farm.api();
        manager = farm.manager;
    }

    @AfterAll
    static void stopIt() {
        manager.close();
        farm.close();
    }

    @BeforeEach
    void startTheWorker() throws Exception {
        worker = new ProcessBuilder(
                        "python3",
                        Distribution.project()
                                .resolve("docs/worker-in-python/worker.py")
                                .toString(),
                        "http://127.0.0.1:" + farm.managerPort,
                        manager.home().resolve("data/join.token").toString(),
                        folder.resolve(NAME).toString(),
                        NAME)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        awaitStatus("idle");
    }

    @AfterEach
    void stopTheWorker() throws Exception {
        worker.destroy();
        assertTrue(worker.waitFor(10, TimeUnit.SECONDS), "it ends when it is asked to");
        assertFalse(Files.readString(log()).contains("Traceback"), Files.readString(log()));
    }

    @Test
    void runsTasksThatNeedItsCommandInTheirOrderAndPublishesTheirFiles() throws Exception {
        Path first = folder.resolve("out/first.txt");
        Path second = folder.resolve("out/second.txt");
        Files.createDirectories(first.getParent());

        String job = submit(List.of(
                task("second", Map.of("text", "olé", "output", second.toString()), "first"),
                task("first", Map.of("text", "compás", "seconds", 0.5, "output", first.toString()))));

        assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());
        assertEquals("compás\n", Files.readString(first));
        assertEquals("olé\n", Files.readString(second));
        assertFalse(Files.exists(first.resolveSibling(".tablao")), "nothing is left beside the files");
        List<JsonNode> tasks = api.list("/api/v1/jobs/" + job + "/tasks");
        assertEquals("first", tasks.get(0).get("name").asText());
        for (JsonNode task : tasks) {
            assertEquals("completed", task.get("status").asText());
            assertEquals(1, task.get("attempt").asInt(), task::toString);
        }
        assertEquals("compás\n", logOf(tasks.get(0)));
        assertEquals("olé\n", logOf(tasks.get(1)));
    }

    @Test
    void stopsWhatIsCancelledAndGoesOn() throws Exception {
        String job = submit(List.of(task("long", Map.of("text", "long", "seconds", 600))));
        Patience.until(MOST, "the task to run", () -> api.read("/api/v1/jobs/" + job)
                .toString()
                .contains("\"running\":1"));

        api.send("POST", "/api/v1/jobs/" + job + "/cancel", Optional.empty());

        assertEquals("cancelled", api.awaitEnd(job, MOST).get("status").asText());
        String next = submit(List.of(task("short", Map.of("text", "short"))));
        assertEquals("completed", api.awaitEnd(next, MOST).get("status").asText());
    }

    @Test
    void carriesOnWhenItsManagerIsKilledAndStartedAnew() throws Exception {
        Path file = folder.resolve("anew.txt");
        String job = submit(List.of(task("anew", Map.of("text", "anew", "seconds", 8, "output", file.toString()))));
        Patience.until(MOST, "the task to run", () -> api.read("/api/v1/jobs/" + job)
                .toString()
                .contains("\"running\":1"));

        manager.kill();
        manager = farm.startManager();

        assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());
        assertEquals("anew\n", Files.readString(file));
        JsonNode task = api.list("/api/v1/jobs/" + job + "/tasks").get(0);
        assertEquals(1, task.get("attempt").asInt(), task::toString);
    }

    @Test
    void leavesInGoodOrderAndIsTheSameWhenItComesBack() throws Exception {
        String id = itself().get("id").asText();

        stopTheWorker();
        awaitStatus("offline");
        startTheWorker();

        assertEquals(id, itself().get("id").asText());
        assertEquals(1, api.list("/api/v1/workers").size());
    }

    @Test
    void saysWhichParameterItDoesNotKnow() throws Exception {
        JsonNode ended = api.awaitEnd(submit(List.of(task("wrong", Map.of("colour", "red")))), MOST);

        assertEquals("failed", ended.get("status").asText());
        assertTrue(ended.get("reason").asText().contains("colour"), ended::toString);
    }

    private static String submit(List<Map<String, Object>> tasks) throws Exception {
        return api.job("tasks", "python", Map.of("tasks", tasks));
    }

    private static Map<String, Object> task(String name, Map<String, Object> parameters, String... dependsOn) {
        Map<String, Object> command = Map.of("name", "py-echo", "range", "[1,2)", "parameters", parameters);
        return Map.of("name", name, "commands", List.of(command), "dependsOn", List.of(dependsOn));
    }

    private static String logOf(JsonNode task) throws Exception {
        return api.get("/api/v1/tasks/" + task.get("id").asText() + "/attempts/1/log")
                .text();
    }

    private static JsonNode itself() throws IOException, InterruptedException {
        return api.list("/api/v1/workers").stream()
                .filter(worker -> worker.get("name").asText().equals(NAME))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitStatus(String status) throws IOException {
        Patience.until(MOST, () -> "worker " + NAME + " " + status, () -> itself().get("status")
                .asText()
                .equals(status));
    }

    private static Path log() {
        return folder.resolve("python.log");
    }
}
