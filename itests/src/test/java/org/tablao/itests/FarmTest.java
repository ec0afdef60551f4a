package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code farm} role, all in one process, and what must hold when a process ends. */
class FarmTest {
    private static final Duration MOST = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void goesThroughBothHandshakesInOneProcessAndTakesRemoteWorkersToo() throws Exception {
        int port = Distribution.freePort();
        try (NodeProcess farm = NodeProcess.start(folder.resolve("farm"), "farm", "--port", "" + port, "--name", "f");
                NodeProcess remote = NodeProcess.start(
                        folder.resolve("remote"),
                        "worker",
                        "--name",
                        "remote",
                        "--manager",
                        "http://127.0.0.1:" + port,
                        "--join",
                        "@" + farm.home().resolve("data/join.token"))) {
            Api api = new Api(port, farm.adminToken());
            Patience.until(
                    MOST,
                    "two workers",
                    () -> api.list("/api/v1/workers").stream()
                                    .filter(worker ->
                                            worker.get("status").asText().equals("idle"))
                                    .count()
                            == 2);
            String job = api.job(
                    "commands", "naps", Map.of("command", "sleep", "parameters", List.of("seconds=0.2"), "count", 12));

            assertEquals("completed", api.awaitEnd(job, MOST).get("status").asText());
            List<JsonNode> tasks = api.list("/api/v1/jobs/" + job + "/tasks");
            assertEquals(
                    List.of("f", "remote"),
                    tasks.stream()
                            .map(task -> task.get("worker").asText())
                            .distinct()
                            .sorted()
                            .toList());
            assertEquals(0, remote.stop(), remote::output);
            assertEquals(0, farm.stop(), farm::output);
        }
    }

    @Test
    void makesOneJobOfOneIdempotencyKeyAlsoAfterARestart() throws Exception {
        int port = Distribution.freePort();
        Map<String, Object> submission =
                Map.of("type", "commands", "settings", Map.of("command", "echo", "parameters", List.of("text=once")));
        String first;
        try (NodeProcess farm = NodeProcess.start(folder.resolve("farm"), "farm", "--port", "" + port)) {
            first = id(new Api(port, farm.adminToken()), submission);
            assertEquals(first, id(new Api(port, farm.adminToken()), submission));
            farm.kill();
        }
        try (NodeProcess farm = NodeProcess.start(folder.resolve("farm"), "farm", "--port", "" + port)) {
            Api api = new Api(port, farm.adminToken());
            assertEquals(first, id(api, submission));
            assertEquals("completed", api.awaitEnd(first, MOST).get("status").asText());
            assertEquals(1, api.list("/api/v1/jobs").size());
        }
    }

    @Test
    void losesNothingWhenServerAndManagerAreKilledInTheMiddle() throws Exception {
        try (SmallFarm farm = SmallFarm.start(folder)) {
            Api api = farm.api();
            String job = api.job(
                    "commands",
                    "killed",
                    Map.of("command", "sleep", "parameters", List.of("seconds=0.3"), "count", 40));
            Patience.until(MOST, "five tasks done", () -> completed(api, job) >= 5);

            farm.server.kill();
            try (NodeProcess server =
                    NodeProcess.start(folder.resolve("server"), "server", "--port", "" + farm.serverPort)) {
                farm.manager.kill();
                try (NodeProcess manager = farm.startManager()) {
                    JsonNode ended = api.awaitEnd(job, MOST);
                    assertEquals("completed", ended.get("status").asText(), ended::toString);
                    assertEquals(40, ended.get("tasks").get("completed").asInt());
                    assertTrue(manager.isAlive() && server.isAlive());
                }
            }
        }
    }

    @Test
    void endsTheProcessesOfACancelledJob() throws Exception {
        int port = Distribution.freePort();
        try (NodeProcess farm = NodeProcess.start(folder.resolve("farm"), "farm", "--port", "" + port)) {
            Api api = new Api(port, farm.adminToken());
            Path scene = Scenes.make("default_cube", folder.resolve("scene"), "CYCLES", "4096", "1280", "1");
            String job = api.job(
                    "blender-animation",
                    "endless",
                    Map.of(
                            "file",
                            scene.toString(),
                            "frames",
                            "1",
                            "output",
                            folder.resolve("renders/x_####").toString()));
            Patience.until(
                    MOST,
                    "Blender at work",
                    () -> blenders(farm) > 0
                            && api.list("/api/v1/jobs/" + job + "/tasks")
                                            .get(0)
                                            .get("progress")
                                            .asDouble()
                                    > 0);

            assertEquals(
                    200,
                    api.send("POST", "/api/v1/jobs/" + job + "/cancel", Optional.empty())
                            .status());

            Patience.until(Duration.ofSeconds(20), "the end of Blender", () -> blenders(farm) == 0);
            assertEquals("cancelled", api.awaitEnd(job, MOST).get("status").asText());
            assertEquals(
                    "cancelled",
                    api.list("/api/v1/jobs/" + job + "/tasks")
                            .get(0)
                            .get("status")
                            .asText());
            assertEquals(0, api.list("/api/v1/frames?status=published").size());
            String after = api.job("commands", "after", Map.of("command", "echo", "parameters", List.of("text=on")));
            assertEquals("completed", api.awaitEnd(after, MOST).get("status").asText());
        }
    }

    @Test
    void servesTheCommandLine() throws Exception {
        int port = Distribution.freePort();
        try (NodeProcess farm = NodeProcess.start(folder.resolve("farm"), "farm", "--port", "" + port)) {
            String server = "http://127.0.0.1:" + port;
            Result submitted = tablao(
                    server,
                    farm,
                    "job",
                    "submit",
                    "commands",
                    "--name",
                    "by hand",
                    "--command",
                    "echo",
                    "--parameters",
                    "text=hi",
                    "--wait");
            assertEquals(0, submitted.code(), submitted::output);
            Result list = tablao(server, farm, "job", "list", "-o", "json");
            assertEquals(0, list.code(), list::output);
            JsonNode jobs = Api.JSON.readTree(list.output());
            assertTrue(jobs.toString().contains("by hand") && jobs.toString().contains("completed"), list::output);
            Result refused = tablao(server, farm, "job", "submit", "blender-animation", "--frames", "1-3");
            assertTrue(refused.code() != 0 && refused.output().contains("file"), refused::output);
            Result failing = tablao(
                    server,
                    farm,
                    "job",
                    "submit",
                    "commands",
                    "--command",
                    "sleep",
                    "--parameters",
                    "seconds=never",
                    "--wait");
            assertEquals(1, failing.code(), failing::output);
        }
    }

    private record Result(int code, String output) {}

    private static Result tablao(String server, NodeProcess farm, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Distribution.command()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--server", server, "--home", farm.home().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private static String id(Api api, Map<String, Object> submission) throws IOException, InterruptedException {
        Api.Answer answer = api.send("POST", "/api/v1/jobs", Optional.of(submission), "Idempotency-Key", "the-one-key");
        assertTrue(answer.status() == 201 || answer.status() == 200, answer::text);
        return answer.json().get("id").asText();
    }

    private static int completed(Api api, String job) throws IOException, InterruptedException {
        return api.read("/api/v1/jobs/" + job).get("tasks").get("completed").asInt();
    }

    private static long blenders(NodeProcess farm) {
        return ProcessHandle.of(farm.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().command().orElse("").contains("blender"))
                .count();
    }
}
