package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a task does not run, and by which policy tasks are given away: asked of a server whose manager is another process. */
class WhyTest {
    private static final Duration MOST = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void saysWhyATaskWaitsAndSwapsThePolicyWhileTheManagerRuns() throws Exception {
        try (SmallFarm farm = SmallFarm.startWithoutWorkers(folder)) {
            farm.workers.add(farm.startWorker("w1"));
            farm.awaitWorkers(1);
            Api api = farm.api();
            String busy = job(api, "busy", Map.of());
            Patience.until(
                    MOST, "a task that runs", () -> closedGate(api, busy + ".1").equals("status"));
            String large = job(api, "large", Map.of("needs", Map.of("slots", 4)));
            Patience.until(MOST, "the manager has it", () -> closedGate(api, large + ".1")
                    .equals("slots"));
            JsonNode why = api.read("/api/v1/tasks/" + large + ".1/why");
            assertEquals(
                    "Worker w1 has 0 of 1 slots free, and the task needs 4.",
                    why.get("summary").asText());
            JsonNode slots = gate(why, "slots");
            assertEquals("w1", slots.get("worker").asText());
            assertEquals(
                    "Bring a worker with 4 slots, or let the task need fewer.",
                    slots.get("change").asText());
            assertTrue(gate(why, "capabilities").get("open").asBoolean());

            String tagged = job(api, "tagged", Map.of("tags", List.of("nowhere")));
            assertEquals("manager", closedGate(api, tagged + ".1"));

            Path etc = Files.createDirectories(folder.resolve("manager/etc"));
            Files.writeString(
                    etc.resolve("org.tablao.manager.scheduling.cfg"),
                    "policy.target=(tablao.policy=fair-share)\nshadow.target=(tablao.policy=priority)\n");
            Patience.until(MOST, "the other policy", () -> policies(api).equals("fair-share, priority"));
            assertTrue(farm.manager.isAlive());
        }
    }

    private static String job(Api api, String name, Map<String, Object> scheduling) throws Exception {
        Map<String, Object> settings = Map.of("command", "sleep", "parameters", List.of("seconds=60"), "count", 2);
        Api.Answer answer = api.submit(Map.of(
                "type",
                "commands",
                "name",
                name,
                "project",
                "Itests",
                "shot",
                name,
                "settings",
                settings,
                "scheduling",
                scheduling));
        assertEquals(201, answer.status(), answer::text);
        return answer.json().get("id").asText();
    }

    private static String closedGate(Api api, String task) throws Exception {
        for (JsonNode gate : api.read("/api/v1/tasks/" + task + "/why").get("gates")) {
            if (!gate.get("open").asBoolean()) {
                return gate.get("gate").asText();
            }
        }
        return "";
    }

    private static JsonNode gate(JsonNode why, String name) {
        for (JsonNode gate : why.get("gates")) {
            if (gate.get("gate").asText().equals(name)) {
                return gate;
            }
        }
        throw new AssertionError("no gate " + name + " in " + why);
    }

    private static String policies(Api api) throws Exception {
        JsonNode state = api.read("/api/v1/scheduling").get(0).get("state");
        return state.get("policy").asText() + ", " + state.get("shadow").asText();
    }
}
