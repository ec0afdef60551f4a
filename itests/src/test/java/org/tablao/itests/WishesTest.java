package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users want of jobs, tasks and workers comes true, also when a part of the farm was away. */
class WishesTest {
    private static final Duration MOST = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private SmallFarm farm;
    private NodeProcess worker;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        farm = SmallFarm.startWithoutWorkers(folder);
        worker = farm.startWorker("w1");
        farm.workers.add(worker);
        api = farm.api();
        farm.awaitWorkers(1);
    }

    @AfterEach
    void stop() {
        farm.close();
    }

    @Test
    void pausesAJobWhileItRunsAndGoesOnWithIt() throws Exception {
        String job = naps("paused", 12, 0.5);
        Patience.until(MOST, "the first task done", () -> count(job, "completed") >= 1);
        assertEquals("pause", wantOfJob(job, "pause").get("wanted").asText());
        awaitStatus(job, "paused");
        Patience.until(MOST, "the end of what runs", () -> count(job, "running") == 0);
        int done = count(job, "completed");
        assertTrue(done < 12, "it was not paused in time");

        // Another job goes first while this one is paused.
        String other = naps("meanwhile", 1, 0.1);
        assertEquals("completed", api.awaitEnd(other, MOST).get("status").asText());
        assertEquals(done, count(job, "completed"));

        wantOfJob(job, "run");
        assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());
        assertEquals(12, count(job, "completed"));
    }

    @Test
    void letsAWishWaitForAManagerThatIsAway() throws Exception {
        String job = naps("away", 100, 1);
        Patience.until(MOST, "a task that runs", () -> count(job, "running") >= 1);
        farm.manager.kill();
        JsonNode pausing = wantOfJob(job, "pause");
        assertEquals(List.of("active", "pause"), statusAndWish(pausing), "the wish waits, and the view says so");
        JsonNode task = patch("/api/v1/tasks/" + job + ".100", Map.of("wanted", "cancel"), 200);
        assertEquals(List.of("queued", "cancel"), statusAndWish(task));
        assertEquals(
                "sleep",
                patch("/api/v1/workers/" + workerId(), Map.of("wanted", "sleep"), 200)
                        .get("wanted")
                        .asText());
        // Workers go on with what they have, and are given more by the manager until the wish reaches it.
        try (NodeProcess manager = farm.startManager()) {
            awaitStatus(job, "paused");
            Patience.until(MOST, "the cancelled task", () -> api.read("/api/v1/tasks/" + job + ".100")
                    .get("status")
                    .asText()
                    .equals("cancelled"));
            Patience.until(MOST, "the worker asleep", () -> workerStatus().equals("asleep"));
            wantOfJob(job, "run");
            patch("/api/v1/workers/" + workerId(), Map.of("wanted", "run"), 200);
            Patience.until(MOST, "it goes on", () -> count(job, "completed") >= 1);
            wantOfJob(job, "cancel");
            assertEquals("cancelled", api.awaitEnd(job, MOST).get("status").asText());
            assertTrue(manager.isAlive());
            JsonNode tasks = api.read("/api/v1/jobs/" + job).get("tasks");
            assertTrue(tasks.get("cancelled").asInt() > 50, tasks::toString);
        }
    }

    @Test
    void makesTheJobOfGreaterPriorityFirstFromTheWishOn() throws Exception {
        String first = naps("first", 20, 0.5);
        String second = naps("second", 2, 0.1);
        patch("/api/v1/jobs/" + second, Map.of("priority", 90), 200);
        assertEquals("completed", api.awaitEnd(second, MOST).get("status").asText());
        assertTrue(count(first, "completed") < 20);
        wantOfJob(first, "cancel");
        api.awaitEnd(first, MOST);
    }

    @Test
    void beginsACompletedJobAnewAlsoAfterAllWereStartedAnew() throws Exception {
        String job = naps("again", 3, 0.1);
        assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());
        assertEquals(0, tablao("job", "requeue", job, "--tasks", "all", "--yes"));
        assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());
        assertEquals(List.of(2, 2, 2), attempts(job));

        farm.server.kill();
        try (NodeProcess server =
                NodeProcess.start(folder.resolve("server"), "server", "--port", "" + farm.serverPort)) {
            send("POST", "/api/v1/jobs/" + job + "/requeue", Map.of("tasks", "2-3"), 200);
            assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());
            assertEquals(List.of(2, 3, 3), attempts(job));
            assertTrue(server.isAlive());
        }
    }

    @Test
    void drainsAWorkerUntilItsNextStart() throws Exception {
        patch("/api/v1/workers/" + workerId(), Map.of("wanted", "drain"), 200);
        Patience.until(MOST, "the worker draining", () -> workerStatus().equals("draining"));
        String job = naps("waits", 1, 0.1);
        worker.stop();
        try (NodeProcess again = farm.startWorker("w1")) {
            assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());
            assertTrue(again.isAlive());
        }
    }

    @Test
    void keepsACommandAwayFromAWorkerOnWhichItFailsUntilAUserLetsItHaveItAgain() throws Exception {
        String job = api.job(
                "commands", "refused", Map.of("command", "sleep", "parameters", List.of("seconds=never"), "count", 7));
        for (int failed = 3; failed <= 6; failed += 3) {
            int now = failed;
            Patience.until(MOST, "the worker blocked", () -> blocks(job).size() == 1 && count(job, "failed") == now);
            assertEquals("sleep", blocks(job).get(0).get("command").asText());
            send("DELETE", "/api/v1/jobs/" + job + "/blocks/" + workerId(), Map.of(), 200);
        }
        assertEquals("failed", api.awaitEnd(job, MOST).get("status").asText());
        assertEquals(7, count(job, "failed"));
    }

    @Test
    void refusesWhatIsNotToBeWanted() throws Exception {
        String job = naps("done", 1, 0.1);
        api.awaitEnd(job, MOST);
        refused("PATCH", "/api/v1/jobs/" + job, Map.of("wanted", "explode"), 400, "wanted");
        refused("PATCH", "/api/v1/jobs/" + job, Map.of("priority", 101), 400, "priority");
        refused("PATCH", "/api/v1/tasks/" + job + ".1", Map.of("wanted", "fly"), 400, "wanted");
        refused("POST", "/api/v1/jobs/" + job + "/requeue", Map.of("tasks", "3-1"), 400, "tasks");
        refused("POST", "/api/v1/jobs/" + job + "/requeue", Map.of("tasks", "2"), 400, "tasks");
        refused("PATCH", "/api/v1/workers/" + workerId(), Map.of("schedule", "at night"), 400, "schedule");
        refused("PATCH", "/api/v1/workers/" + workerId(), Map.of("wanted", "dance"), 400, "wanted");
        send("PATCH", "/api/v1/jobs/" + job, Map.of("wanted", "pause"), 409);
        send("POST", "/api/v1/jobs/" + job + "/requeue", Map.of("tasks", "failed"), 409);
        send("PATCH", "/api/v1/jobs/nothing", Map.of("wanted", "pause"), 404);
        send("PATCH", "/api/v1/tasks/" + job + ".9", Map.of("wanted", "pause"), 404);
        send("PATCH", "/api/v1/workers/nobody", Map.of("wanted", "sleep"), 404);
        JsonNode outcomes =
                send("POST", "/api/v1/jobs/actions", Map.of("action", "pause", "ids", List.of(job, "nothing")), 200);
        assertEquals(List.of("conflict", "not-found"), outcomes.findValuesAsText("refusal"));
    }

    private String naps(String shot, int count, double seconds) throws Exception {
        return api.job(
                "commands",
                shot,
                Map.of("command", "sleep", "parameters", List.of("seconds=" + seconds), "count", count));
    }

    private JsonNode wantOfJob(String job, String wanted) throws Exception {
        return patch("/api/v1/jobs/" + job, Map.of("wanted", wanted), 200);
    }

    private JsonNode patch(String path, Map<String, Object> change, int status) throws Exception {
        return send("PATCH", path, change, status);
    }

    private JsonNode send(String method, String path, Map<String, Object> body, int status) throws Exception {
        Api.Answer answer = api.send(method, path, method.equals("DELETE") ? Optional.empty() : Optional.of(body));
        assertEquals(status, answer.status(), answer::text);
        return answer.json();
    }

    private void refused(String method, String path, Map<String, Object> body, int status, String field)
            throws Exception {
        JsonNode problem = send(method, path, body, status);
        assertEquals(List.of(field), problem.get("problems").findValuesAsText("field"), problem::toString);
    }

    private void awaitStatus(String job, String status) {
        Patience.until(
                MOST,
                "job " + status,
                () -> api.read("/api/v1/jobs/" + job).get("status").asText().equals(status));
    }

    private int count(String job, String status) throws IOException, InterruptedException {
        return api.read("/api/v1/jobs/" + job).get("tasks").get(status).asInt();
    }

    private List<JsonNode> blocks(String job) throws IOException, InterruptedException {
        return api.list("/api/v1/jobs/" + job + "/blocks");
    }

    private List<Integer> attempts(String job) throws IOException, InterruptedException {
        return api.list("/api/v1/jobs/" + job + "/tasks").stream()
                .map(task -> task.get("attempt").asInt())
                .toList();
    }

    private String workerId() throws IOException, InterruptedException {
        return api.list("/api/v1/workers").get(0).get("id").asText();
    }

    private String workerStatus() throws IOException, InterruptedException {
        return api.list("/api/v1/workers").get(0).get("status").asText();
    }

    private static List<String> statusAndWish(JsonNode view) {
        return List.of(view.get("status").asText(), view.get("wanted").asText());
    }

    private int tablao(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Distribution.command()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--server",
                "http://127.0.0.1:" + farm.serverPort,
                "--home",
                farm.server.home().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertEquals(0, code, output);
        return code;
    }
}
