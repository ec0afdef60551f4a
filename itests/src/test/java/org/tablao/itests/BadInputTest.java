package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets wrong, on a farm in one process. */
class BadInputTest {
    @TempDir
    static Path folder;

    private static NodeProcess farm;
    private static Api api;
    private static Path scene;

    @BeforeAll
    static void startTheFarm() throws Exception {
        int port = Distribution.freePort();
        farm = NodeProcess.start(folder.resolve("farm"), "farm", "--port", "" + port);
        api = new Api(port, farm.adminToken());
        scene = Scenes.make("default_cube", folder.resolve("scene"), "CYCLES", "1", "160", "3");
    }

    @AfterAll
    static void stopIt() {
        farm.close();
    }

    @Test
    void refusesAnUnknownJobTypeAndNamesThoseThereAre() throws Exception {
        JsonNode problem = refused(Map.of("type", "juggling", "settings", Map.of()));

        assertEquals("type", problem.get("problems").get(0).get("field").asText());
        assertTrue(problem.toString().contains("blender-animation"), problem::toString);
    }

    @Test
    void namesEverySettingThatIsMissingOrWrongAtOnce() throws Exception {
        JsonNode problem = refused(Map.of(
                "type", "blender-animation", "settings", Map.of("chunkSize", 0, "format", "GIF89", "colour", "red")));

        assertEquals(
                List.of(
                        "settings.chunkSize",
                        "settings.colour",
                        "settings.file",
                        "settings.format",
                        "settings.frames",
                        "settings.output"),
                fields(problem));
    }

    @Test
    void refusesAnEmptyRangeOfFrames() throws Exception {
        assertEquals(List.of("settings.frames"), fields(refused(with("frames", ""))));
        assertEquals(List.of("settings.frames"), fields(refused(with("frames", "ten to twenty"))));
    }

    @Test
    void refusesASceneThatIsNotThere() throws Exception {
        JsonNode problem = refused(with("file", "/nowhere/scene.blend"));

        assertEquals(List.of("settings.file"), fields(problem));
        assertTrue(problem.toString().contains("/nowhere/scene.blend"), problem::toString);
    }

    @Test
    void refusesTasksThatWaitInACircleOrForNobodyOrNeedWhatIsNoFilter() throws Exception {
        JsonNode circle = refused(tasks(
                task("first", Map.of("dependsOn", List.of("second"))),
                task("second", Map.of("dependsOn", List.of("first")))));
        assertEquals(List.of("settings.tasks[0].dependsOn"), fields(circle));
        assertTrue(circle.toString().contains("first ← second ← first"), circle::toString);

        JsonNode unknown = refused(tasks(task("first", Map.of("dependsOn", List.of("nobody")))));
        assertEquals(List.of("settings.tasks[0].dependsOn"), fields(unknown));
        JsonNode filter = refused(tasks(task("first", Map.of("requirements", List.of("org.tablao.tag;(tag=")))));
        assertEquals(List.of("settings.tasks[0].requirements[0]"), fields(filter));
    }

    @Test
    void refusesJsonThatIsNoneAndFieldsThatAreUnknown() throws Exception {
        assertEquals(
                400,
                api.send("POST", "/api/v1/jobs", Optional.of("{\"type\": ")).status());
        Api.Answer unknown = api.submit(Map.of("type", "commands", "prioritiy", 3, "settings", Map.of()));
        assertEquals(400, unknown.status());
        assertEquals("application/problem+json", unknown.header("content-type"));
        assertTrue(unknown.json().toString().contains("prioritiy"), () -> unknown.toString());
    }

    @Test
    void answersNothingToWhoeverShowsNoToken() throws Exception {
        Api stranger = new Api(port(), "");
        Api liar = new Api(port(), "wrong-token");
        for (String path :
                List.of("/api/v1/jobs", "/api/v1/workers", "/api/v1/frames", "/api/v1/events", "/api/v1/farm")) {
            assertEquals(401, stranger.get(path).status(), path);
            assertEquals(401, liar.get(path).status(), path);
        }
        assertEquals(200, stranger.get("/api/v1/health").status());
        assertEquals(
                401,
                stranger.submit(Map.of("type", "commands", "settings", Map.of()))
                        .status());
    }

    @Test
    void failsTheTaskOfACorruptSceneWithItsReasonAndGoesOn() throws Exception {
        Path corrupt = Files.write(
                folder.resolve("corrupt.blend"),
                "BLENDER-v304 and then nothing of use".getBytes(StandardCharsets.UTF_8));
        String bad = api.job("blender-animation", "corrupt", settings(Map.of("file", corrupt.toString())));
        String good = api.job("blender-animation", "after-corrupt", settings(Map.of()));

        JsonNode failed = api.awaitEnd(bad, Duration.ofMinutes(3));
        assertEquals("failed", failed.get("status").asText());
        assertTrue(failed.get("reason").asText().contains("scene"), failed::toString);
        JsonNode task = api.list("/api/v1/jobs/" + bad + "/tasks").get(0);
        assertEquals("failed", task.get("status").asText());
        assertTrue(task.get("reason").asText().length() > 10, task::toString);
        assertEquals(
                "completed",
                api.awaitEnd(good, Duration.ofMinutes(3)).get("status").asText());
    }

    @Test
    void failsTheTaskWhoseOutputDiskIsFullAndGoesOn() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("small-disk"));
        run("mount", "-t", "tmpfs", "-o", "size=16k", "tablao-test", disk.toString());
        try {
            String bad = api.job(
                    "blender-animation",
                    "full",
                    settings(Map.of("output", disk.resolve("f_####").toString())));

            JsonNode failed = api.awaitEnd(bad, Duration.ofMinutes(5));
            assertEquals("failed", failed.get("status").asText());
            assertTrue(failed.get("reason").asText().contains("full"), failed::toString);
            assertEquals(
                    0,
                    Files.list(disk)
                            .filter(file -> file.toString().endsWith(".png"))
                            .count(),
                    "no truncated frame under its final name");
        } finally {
            run("umount", "-l", disk.toString());
        }
        String good = api.job("blender-animation", "after-full", settings(Map.of()));
        assertEquals(
                "completed",
                api.awaitEnd(good, Duration.ofMinutes(3)).get("status").asText());
    }

    private static Map<String, Object> tasks(Object... tasks) {
        return Map.of("type", "tasks", "settings", Map.of("tasks", List.of(tasks)));
    }

    private static Map<String, Object> task(String name, Map<String, Object> more) {
        Map<String, Object> task = new LinkedHashMap<>(more);
        task.put("name", name);
        task.put("commands", List.of(Map.of("name", "echo")));
        return task;
    }

    private static JsonNode refused(Map<String, Object> submission) throws IOException, InterruptedException {
        int before = api.list("/api/v1/jobs").size();
        Api.Answer answer = api.submit(submission);
        assertEquals(400, answer.status(), () -> answer.text());
        assertEquals("application/problem+json", answer.header("content-type"));
        assertEquals(before, api.list("/api/v1/jobs").size(), "nothing is left of a refused job");
        JsonNode problem = answer.json();
        problem.get("problems")
                .forEach(field -> assertTrue(!field.get("wayOut").asText().isEmpty(), field::toString));
        return problem;
    }

    private static List<String> fields(JsonNode problem) {
        return problem.get("problems").findValuesAsText("field").stream()
                .sorted()
                .toList();
    }

    private static Map<String, Object> with(String setting, Object value) {
        return Map.of("type", "blender-animation", "settings", settings(Map.of(setting, value)));
    }

    private static Map<String, Object> settings(Map<String, Object> different) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of(
                "file",
                scene.toString(),
                "frames",
                "1-2",
                "output",
                folder.resolve("renders/ok_####").toString()));
        settings.putAll(different);
        return settings;
    }

    private static int port() {
        return Integer.parseInt(farm.output().replaceAll("(?s).*http://127\\.0\\.0\\.1:(\\d+).*", "$1"));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
