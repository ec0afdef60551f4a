package org.tablao.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.farm.JobChange;
import org.tablao.nodeapi.farm.WorkerChange;

class WishesTest {
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Duration.ofHours(1));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void passesOnWhatIsWantedOfAJob() throws Exception {
        server.post("/jobs", "{\"type\":\"t\"}");
        HttpResponse<String> answer = patch("/jobs/JOB1", "{\"wanted\":\"pause\",\"priority\":70}");
        assertEquals(200, answer.statusCode());
        assertEquals(new JobChange("pause", 70), server.farm.asked.get(1));
        server.post("/jobs/JOB1/requeue", "{\"tasks\":\"1-5\"}");
        assertEquals("requeue 1-5 of JOB1", server.farm.asked.get(2));
    }

    @Test
    void refusesAChangeThatChangesNothing() throws Exception {
        for (String path : List.of("/jobs/JOB1", "/workers/W1", "/tasks/JOB1.1")) {
            JsonNode problem = TestServer.parse(patch(path, "{}"));
            assertEquals(400, problem.path("status").asInt(), path);
            assertEquals(
                    "wanted", problem.path("problems").path(0).path("field").asText(), path);
        }
    }

    @Test
    void tellsNoScheduleFromAnEmptyOne() throws Exception {
        patch("/workers/W1", "{\"wanted\":\"sleep\"}");
        patch("/workers/W1", "{\"schedule\":\"\"}");
        assertEquals(List.of(new WorkerChange("sleep", false, ""), new WorkerChange("", true, "")), server.farm.asked);
    }

    @Test
    void showsAndUndoesBlocks() throws Exception {
        server.post("/jobs", "{\"type\":\"t\"}");
        assertEquals(
                "[{\"command\":\"render\",\"workerId\":\"W1\",\"worker\":\"ann\",\"failures\":3,"
                        + "\"reason\":\"It crashed.\",\"at\":\"2026-01-01T00:00:00Z\"}]",
                server.get("/jobs/JOB1/blocks").body());
        server.send(server.request("/jobs/JOB1/blocks/W1").DELETE());
        assertEquals("unblock W1 of JOB1", server.farm.asked.get(1));
    }

    @Test
    void actsOnManyJobsWithAnOutcomeForEach() throws Exception {
        server.post("/jobs", "{\"type\":\"t\"}");
        HttpResponse<String> answer =
                server.post("/jobs/actions", "{\"action\":\"pause\",\"ids\":[\"JOB1\",\"JOB9\"]}");
        assertEquals(
                "[{\"id\":\"JOB1\",\"done\":true,\"refusal\":\"\",\"detail\":\"\"},"
                        + "{\"id\":\"JOB9\",\"done\":false,\"refusal\":\"not-found\","
                        + "\"detail\":\"Job JOB9 does not exist.\"}]",
                answer.body());
    }

    @Test
    void refusesAnActionThatIsNone() throws Exception {
        JsonNode problem = TestServer.parse(server.post("/jobs/actions", "{\"action\":\"explode\",\"ids\":[]}"));
        assertEquals(List.of("ids", "action"), problem.path("problems").findValuesAsText("field"));
    }

    private HttpResponse<String> patch(String path, String json) throws IOException, InterruptedException {
        return server.send(server.request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }
}
