package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One worker with one place, real Blender on it, and a job that is more urgent. */
class GivingWayTest {
    private static final Duration MOST = Duration.ofMinutes(4);
    private static final int FRAMES = 40;

    @Test
    void finishesTheFrameYieldsAndGoesOnWithTheFramesThatAreLeft(@TempDir Path folder) throws Exception {
        Path scene = Scenes.make("anim_textured", folder.resolve("scene"), "CYCLES", "24", "320", "" + FRAMES);
        try (SmallFarm farm = SmallFarm.startWithoutWorkers(folder.resolve("homes"))) {
            Path etc = Files.createDirectories(folder.resolve("homes/w1/etc"));
            Files.writeString(etc.resolve("org.tablao.worker.cfg"), "slots = 1\n");
            farm.workers.add(farm.startWorker("w1"));
            Api api = farm.api();
            Patience.until(MOST, "a worker that found Blender", () -> api.list("/api/v1/workers")
                    .toString()
                    .contains("org.tablao.engine"));
            String slow = api.job(
                    "blender-animation",
                    "slow",
                    Map.of(
                            "file",
                            scene.toString(),
                            "frames",
                            "1-" + FRAMES,
                            "chunkSize",
                            FRAMES,
                            "output",
                            folder.resolve("renders/####").toString(),
                            "format",
                            "PNG"));
            String log = "/api/v1/tasks/" + slow + ".1/attempts/1/log";
            Patience.until(MOST, "the first frames", () -> api.get(log).text().contains("Saved:"));

            String urgent = urgent(api);

            assertEquals("completed", api.awaitEnd(urgent, MOST).get("status").asText());
            JsonNode between = api.read("/api/v1/jobs/" + slow);
            assertEquals("active", between.get("status").asText(), "it went before the rest of the frames");
            assertTrue(published(api, slow) < FRAMES, "frames are left");
            assertTrue(published(api, slow) > 0, "what was rendered is published");
            assertEquals("completed", api.awaitEnd(slow, MOST).get("status").asText());
            JsonNode task = api.read("/api/v1/tasks/" + slow + ".1");
            assertEquals(List.of(2, 0), List.of(task.get("attempt").asInt(), failures(task)), task::toString);
            List<JsonNode> frames = main(api, slow);
            assertEquals(FRAMES, frames.size());
            assertEquals(FRAMES, published(api, slow));
            assertEquals(
                    new TreeSet<>(List.of(1, 2)),
                    frames.stream()
                            .map(frame -> frame.get("attempt").asInt())
                            .collect(Collectors.toCollection(TreeSet::new)),
                    "no frame is rendered twice, and each attempt has its part");
        }
    }

    private static String urgent(Api api) throws Exception {
        Api.Answer answer = api.send(
                "POST",
                "/api/v1/jobs",
                Optional.of(Map.of(
                        "type",
                        "commands",
                        "name",
                        "urgent",
                        "project",
                        "Itests",
                        "shot",
                        "urgent",
                        "priority",
                        90,
                        "settings",
                        Map.of("command", "sleep", "parameters", List.of("seconds=0.1"), "count", 1))));
        assertEquals(201, answer.status(), answer::text);
        return answer.json().get("id").asText();
    }

    private static int failures(JsonNode task) {
        return task.get("failures").asInt();
    }

    private static List<JsonNode> main(Api api, String job) throws Exception {
        return api.list("/api/v1/frames?job=" + job).stream()
                .filter(frame -> frame.get("layer").asText().equals("main"))
                .toList();
    }

    private static int published(Api api, String job) throws Exception {
        return (int) main(api, job).stream()
                .filter(frame -> frame.get("status").asText().equals("published"))
                .count();
    }
}
