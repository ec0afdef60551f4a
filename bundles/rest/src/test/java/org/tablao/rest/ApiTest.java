package org.tablao.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.farm.JobQuery;
import org.tablao.nodeapi.farm.LimitSetting;
import org.tablao.nodeapi.farm.ProjectChange;
import org.tablao.nodeapi.farm.Scheduling;
import org.tablao.nodeapi.farm.Submission;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.store.FrameQuery;

class ApiTest {
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
    void tellsAnyoneThatItIsThere() throws Exception {
        HttpResponse<String> answer = server.send(server.anonymous("/health"));
        assertEquals(200, answer.statusCode());
        assertEquals("{\"status\":\"ok\"}", answer.body());
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("no-store", header(answer, "Cache-Control"));
    }

    @Test
    void tellsNobodyElseMoreWithoutALogin() throws Exception {
        HttpResponse<String> answer = server.send(server.anonymous("/farm"));
        assertEquals(401, answer.statusCode());
        assertEquals("Bearer realm=\"Tablao\"", header(answer, "WWW-Authenticate"));
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertEquals(
                "{\"type\":\"urn:tablao:problem:unauthenticated\",\"title\":\"Not logged in\",\"status\":401,"
                        + "\"detail\":\"This needs a login.\",\"wayOut\":\"Log in.\",\"problems\":[]}",
                answer.body());
    }

    @Test
    void servesTheDocumentAndAPageForIt() throws Exception {
        assertEquals(
                "3.1.0",
                TestServer.parse(server.send(server.anonymous("/openapi.json")))
                        .path("openapi")
                        .asText());
        HttpResponse<String> page = server.send(server.anonymous("/docs"));
        assertEquals("text/html;charset=utf-8", header(page, "Content-Type").replace(" ", ""));
        assertTrue(page.body().contains("fetch('openapi.json')"));
        assertFalse(page.body().contains("https://"), "the page needs no internet");
    }

    @Test
    void tellsWhatItIs() throws Exception {
        assertEquals(
                "{\"product\":\"Tablao\",\"version\":\"0.1.0\",\"node\":\"stage\",\"roles\":[\"manager\",\"server\"]}",
                server.get("/about").body());
    }

    @Test
    void submitsAJobWithWhatWasLeftOutFilledIn() throws Exception {
        HttpResponse<String> answer = server.post(
                "/jobs", "{\"type\":\"blender-animation\",\"settings\":{\"frames\":\"1-8\",\"chunkSize\":4}}");
        assertEquals(201, answer.statusCode());
        assertTrue(header(answer, "Location").endsWith("/api/v1/jobs/JOB1"), header(answer, "Location"));
        assertEquals(
                "administrator", TestServer.parse(answer).path("submittedBy").asText());
        assertEquals(
                List.of(new Submission(
                        "blender-animation", "", "", "", 50, "", Map.of("frames", "1-8", "chunkSize", 4))),
                server.farm.asked);
    }

    @Test
    void takesHowAJobIsToBeScheduled() throws Exception {
        server.post(
                "/jobs",
                "{\"type\":\"t\",\"scheduling\":{\"tags\":[\"gpu\"],\"needs\":{\"slots\":2,\"limits\":{\"nuke\":1}},"
                        + "\"terms\":{\"maxRunning\":4,\"taskSeconds\":1.5}}}");
        Scheduling scheduling = new Scheduling(
                "",
                List.of(),
                List.of("gpu"),
                List.of(),
                new Needs(2, 0, 0, 0, "", Map.of("nuke", 1L)),
                new JobTerms("ascending", 4, 0, 0, 1.5, 0, 0));
        assertEquals(List.of(new Submission("t", "", "", "", 50, "", Map.of(), scheduling)), server.farm.asked);
    }

    @Test
    void namesTheFieldsOfSchedulingThatAreWrong() throws Exception {
        HttpResponse<String> answer = server.post(
                "/jobs",
                "{\"type\":\"t\",\"scheduling\":{\"tags\":\"gpu\",\"requirements\":[1],\"colour\":\"red\","
                        + "\"needs\":{\"slots\":\"two\",\"limits\":{\"nuke\":0.5}},\"terms\":[]}}");
        List<String> fields = new ArrayList<>();
        TestServer.parse(answer)
                .path("problems")
                .forEach(problem -> fields.add(problem.path("field").asText()));
        assertEquals(
                List.of(
                        "scheduling.tags",
                        "scheduling.requirements[0]",
                        "scheduling.needs.slots",
                        "scheduling.needs.limits.nuke",
                        "scheduling.terms",
                        "scheduling.colour"),
                fields);
    }

    @Test
    void takesWhatAdministratorsChange() throws Exception {
        assertEquals(
                "{\"name\":\"nuke\",\"scope\":\"host\",\"amount\":4,\"description\":\"\",\"used\":0,\"managers\":[]}",
                server.send("PUT", "/limits/nuke", "{\"scope\":\"host\",\"amount\":4}")
                        .body());
        assertEquals(204, server.send("DELETE", "/limits/nuke", "").statusCode());
        assertEquals(200, server.send("PATCH", "/projects/P1", "{\"burst\":50}").statusCode());
        assertEquals(200, server.post("/managers/M1/declare-dead", "").statusCode());
        assertEquals(
                List.of(
                        List.of("put limit", "nuke", new LimitSetting("host", 4, "")),
                        "delete limit nuke",
                        List.of("change project", "P1", new ProjectChange(-1, 50)),
                        "declare dead M1 for administrator"),
                server.farm.asked);
    }

    @Test
    void namesTheFieldsOfALimitAndAProjectThatAreWrong() throws Exception {
        assertEquals(List.of("amount", "colour"), fields(server.send("PUT", "/limits/nuke", "{\"colour\":\"red\"}")));
        assertEquals(
                List.of("guaranteed", "burst"),
                fields(server.send("PATCH", "/projects/P1", "{\"guaranteed\":-1,\"burst\":\"all\"}")));
    }

    private static List<String> fields(HttpResponse<String> answer) throws IOException {
        List<String> fields = new ArrayList<>();
        TestServer.parse(answer)
                .path("problems")
                .forEach(problem -> fields.add(problem.path("field").asText()));
        return fields;
    }

    @Test
    void givesTheSameJobForTheSameIdempotencyKey() throws Exception {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = server.send(TestServer.json(
                    server.request("/jobs").header("Idempotency-Key", "k1"), "{\"type\":\"blender-animation\"}"));
            assertEquals("JOB1", TestServer.parse(answer).path("id").asText());
        }
        assertEquals(Set.of("JOB1"), server.farm.jobs.keySet());
    }

    @Test
    void namesAllFieldsThatAreWrongAtOnce() throws Exception {
        HttpResponse<String> answer =
                server.post("/jobs", "{\"name\":7,\"priority\":101,\"settings\":{\"file\":null},\"colour\":\"red\"}");
        assertEquals(400, answer.statusCode());
        JsonNode problem = TestServer.parse(answer);
        assertEquals("urn:tablao:problem:invalid", problem.path("type").asText());
        assertEquals(
                "The job was refused: type is missing (and 4 more).",
                problem.path("detail").asText());
        assertEquals(
                List.of(
                        "type is missing",
                        "name must be a text, not a number",
                        "priority is out of bounds: 101",
                        "file is null",
                        "colour is not known here"),
                problem.path("problems").findValuesAsText("field").stream()
                        .map(field -> field + " " + reasonOf(problem, field))
                        .toList());
        assertTrue(server.farm.jobs.isEmpty());
    }

    @Test
    void saysWhereTheJsonIsBroken() throws Exception {
        JsonNode problem = TestServer.parse(server.post("/jobs", "{\"type\": \"x\",\n \"name\" oops}"));
        assertTrue(
                problem.path("detail").asText().startsWith("The body is not JSON at line 2, column 9: "),
                problem.path("detail").asText());
    }

    @Test
    void refusesBodiesThatAreNoObjectOrSayAFieldTwice() throws Exception {
        for (String body : List.of("", "[]", "null", "{} {}", "{\"type\":\"a\",\"type\":\"b\"}")) {
            assertEquals(400, server.post("/jobs", body).statusCode(), body);
        }
    }

    @Test
    void refusesBodiesThatAreTooLargeWhetherTheySayItOrNot() throws Exception {
        String large = "{\"name\":\"" + "x".repeat(BodyLimit.MOST) + "\"}";
        assertEquals(413, server.post("/jobs", large).statusCode());
        HttpRequest.BodyPublisher silent = HttpRequest.BodyPublishers.ofInputStream(
                () -> new java.io.ByteArrayInputStream(large.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        HttpResponse<String> answer = server.send(server.request("/jobs")
                .header("Content-Type", "application/json")
                .POST(silent));
        assertEquals(413, answer.statusCode());
        assertEquals(
                "urn:tablao:problem:too-large",
                TestServer.parse(answer).path("type").asText());
    }

    @Test
    void answersProblemsForWhatIsNotThere() throws Exception {
        HttpResponse<String> unknown = server.get("/nothing");
        assertEquals(404, unknown.statusCode());
        assertEquals(
                "There is nothing at this address.",
                TestServer.parse(unknown).path("detail").asText());

        HttpResponse<String> job = server.get("/jobs/NONE");
        assertEquals(404, job.statusCode());
        assertEquals(
                "Job NONE does not exist.", TestServer.parse(job).path("detail").asText());

        HttpResponse<String> method = server.send(server.request("/jobs").DELETE());
        assertEquals(405, method.statusCode());
        assertTrue(header(method, "Allow").contains("POST"), header(method, "Allow"));

        HttpResponse<String> media = server.send(server.request("/jobs")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("x")));
        assertEquals(415, media.statusCode());
        assertEquals(
                "urn:tablao:problem:unsupported-media-type",
                TestServer.parse(media).path("type").asText());
    }

    @Test
    void answersAProblemWithoutInnardsWhereItFails() throws Exception {
        server.farm.failure = new IllegalStateException("secret innards");
        HttpResponse<String> answer = server.get("/workers");
        assertEquals(500, answer.statusCode());
        assertEquals(
                "urn:tablao:problem:internal",
                TestServer.parse(answer).path("type").asText());
        assertFalse(answer.body().contains("innards"));
    }

    @Test
    void asksForTheJobsThatTheUrlSays() throws Exception {
        assertEquals(
                200,
                server.get("/jobs?status=active,queued&project=p&shot=s&text=t&cursor=c&limit=7")
                        .statusCode());
        assertEquals(200, server.get("/jobs").statusCode());
        assertEquals(
                List.of(
                        new JobQuery(Set.of("active", "queued"), "p", "s", "t", "c", 7),
                        new JobQuery(Set.of(), "", "", "", "", 100)),
                server.farm.asked);
    }

    @Test
    void asksForTheFramesThatTheUrlSays() throws Exception {
        assertEquals(
                200,
                server.get("/frames?shot=s&job=j&layer=l&status=published&from=-3&to=9&sort=newest&cursor=40&limit=20")
                        .statusCode());
        assertEquals(200, server.get("/shots/S1/frames").statusCode());
        assertEquals(
                List.of(
                        new FrameQuery("s", "j", "l", "published", -3, 9, true, 40, 20),
                        new FrameQuery("S1", "", "", "", Integer.MIN_VALUE, Integer.MAX_VALUE, false, 0, 100)),
                server.farm.asked);
        assertEquals(404, server.get("/shots/NONE/frames").statusCode());
    }

    @Test
    void namesTheParameterThatIsWrong() throws Exception {
        for (String query : List.of("limit=0", "limit=many", "status=best", "sort=up", "from=1.5", "cursor=-1")) {
            HttpResponse<String> answer = server.get("/frames?" + query);
            assertEquals(400, answer.statusCode(), query);
            assertEquals(
                    query.substring(0, query.indexOf('=')),
                    TestServer.parse(answer)
                            .path("problems")
                            .path(0)
                            .path("field")
                            .asText());
        }
    }

    @Test
    void answersNothingWhereNoFrameWasRenderedYet() throws Exception {
        assertEquals(204, server.get("/frames/last").statusCode());
    }

    @Test
    void saysWhyATaskDoesNotRun() throws Exception {
        JsonNode why = TestServer.parse(server.get("/tasks/01J9Z3K4M5N6P.7/why"));
        assertEquals("01J9Z3K4M5N6P.7", why.path("taskId").asText());
        assertEquals("Worker ann has 0 of 4 slots free.", why.path("summary").asText());
        assertEquals("slots", why.path("gates").path(0).path("gate").asText());
        assertEquals(
                "A task has to end there.",
                why.path("gates").path(0).path("change").asText());
    }

    @Test
    void saysByWhichPolicyEachManagerGivesTasksAway() throws Exception {
        JsonNode manager = TestServer.parse(server.get("/scheduling")).path(0);
        assertEquals("manager-1", manager.path("manager").asText());
        assertEquals("fair-share", manager.path("state").path("shadow").asText());
        assertEquals(1, manager.path("state").path("differences").asInt());
    }

    @Test
    void cancelsForWhoeverAsked() throws Exception {
        server.post("/jobs", "{\"type\":\"x\"}");
        HttpResponse<String> answer =
                server.send(server.request("/jobs/JOB1/cancel").POST(HttpRequest.BodyPublishers.noBody()));
        assertEquals(200, answer.statusCode());
        assertTrue(server.farm.asked.contains("cancel JOB1 for administrator"), server.farm.asked.toString());
    }

    private static String reasonOf(JsonNode problem, String field) {
        for (JsonNode one : problem.path("problems")) {
            if (one.path("field").asText().equals(field)) {
                return one.path("reason").asText();
            }
        }
        return "";
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
