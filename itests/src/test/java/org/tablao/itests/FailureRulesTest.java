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

/** What follows a failure, by the rules of a home and by the terms of a job. */
class FailureRulesTest {
    private static final Duration MOST = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void goesByTheRulesOfItsHomeAndTheTermsOfItsJobs() throws Exception {
        Path home = folder.resolve("farm");
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(
                home.resolve("etc/org.tablao.scheduler.failure~refused.cfg"),
                """
                outcome=refused-parameters
                action=later
                delay.seconds=0.5
                most.failures=2
                """);
        int port = Distribution.freePort();
        try (NodeProcess farm = NodeProcess.start(home, "farm", "--port", "" + port)) {
            Api api = new Api(port, farm.adminToken());

            JsonNode task = onlyTask(api, submit(api, "by the rule", "never", 1, Map.of()));
            assertEquals(
                    List.of("failed", "2"),
                    List.of(task.get("status").asText(), task.get("attempt").asText()));
            assertEquals("refused-parameters", task.get("outcome").asText());

            task = onlyTask(api, submit(api, "once", "never", 1, Map.of("attempts", 1)));
            assertEquals(1, task.get("attempt").asInt(), "the job's own number goes first");

            task = onlyTask(api, submit(api, "too long", "60", 1, Map.of("taskSeconds", 1, "attempts", 1)));
            assertEquals("timed-out", task.get("outcome").asText());

            String limited = submit(api, "limited", "never", 50, Map.of("failureLimit", 2, "attempts", 1));
            JsonNode job = api.awaitEnd(limited, MOST);
            assertEquals("failed", job.get("status").asText());
            assertTrue(
                    job.get("reason").asText().startsWith("It was stopped at its limit of 2 failed tasks."),
                    job::toString);
            assertEquals(48, job.get("tasks").get("cancelled").asInt());
        }
    }

    private static String submit(Api api, String name, String seconds, int count, Map<String, Object> terms)
            throws Exception {
        Api.Answer answer = api.submit(Map.of(
                "type",
                "commands",
                "name",
                name,
                "settings",
                Map.of("command", "sleep", "parameters", List.of("seconds=" + seconds), "count", count),
                "scheduling",
                Map.of("terms", terms)));
        assertEquals(201, answer.status(), answer::text);
        return answer.json().get("id").asText();
    }

    private static JsonNode onlyTask(Api api, String job) throws Exception {
        assertEquals("failed", api.awaitEnd(job, MOST).get("status").asText());
        return api.list("/api/v1/jobs/" + job + "/tasks").get(0);
    }
}
