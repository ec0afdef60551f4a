package org.tablao.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.store.AuditRow;

class AccountsTest {
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void tellsAnyoneWhetherItIsSetUpAndNothingElse() throws Exception {
        assertEquals("{\"done\":false}", server.send(server.anonymous("/setup")).body());
        String body = "{\"name\":\"root\",\"password\":\"a long sentence\"}";
        assertEquals(
                401,
                server.send(TestServer.json(server.anonymous("/setup"), body)).statusCode());
        assertEquals(201, server.post("/setup", body).statusCode());
        assertEquals("{\"done\":true}", server.get("/setup").body());
    }

    @Test
    void namesTheFieldsAtFaultOfAUser() throws Exception {
        HttpResponse<String> answer = server.post("/users", "{\"role\":1,\"colour\":\"red\"}");
        assertEquals(400, answer.statusCode());
        assertEquals(
                List.of("name", "role", "colour"),
                TestServer.parse(answer).path("problems").findValuesAsText("field"));
        assertTrue(server.accounts.users.isEmpty());
    }

    @Test
    void logsInByNameAndPassword() throws Exception {
        assertEquals(200, logIn("{\"name\":\"ana\",\"password\":\"right\"}").statusCode());
        HttpResponse<String> wrong = logIn("{\"name\":\"ana\",\"password\":\"wrong\"}");
        assertEquals(401, wrong.statusCode());
        assertEquals(
                "The name or the password is not right.",
                TestServer.parse(wrong).path("detail").asText());
        assertEquals(400, logIn("{\"name\":\"ana\"}").statusCode());
        assertEquals(
                400,
                logIn("{\"name\":\"ana\",\"password\":\"x\",\"code\":\"y\"}").statusCode());
    }

    @Test
    void notesLoginsWithTheirNamesAndNeverASecret() throws Exception {
        logIn("{\"name\":\"ana\",\"password\":\"wrong\"}");
        logIn("{\"name\":\"ana\",\"password\":\"right\"}");
        List<AuditRow> entries = server.audit.entries;
        assertEquals(
                List.of("unauthenticated", "done"),
                entries.stream().map(AuditRow::outcome).toList());
        assertEquals("as ana", entries.get(0).detail());
        assertEquals("ana", entries.get(1).who());
        assertEquals("127.0.0.1", entries.get(1).address());
        assertTrue(entries.stream()
                .noneMatch(entry ->
                        entry.toString().contains("wrong") || entry.toString().contains("right")));
    }

    @Test
    void notesRefusalsButNotWhatIsReadNorWhatStandsInTheChangesOwnCommit() throws Exception {
        server.get("/jobs");
        server.post("/jobs", "{\"type\":\"x\"}");
        server.post("/jobs", "{}");
        server.post("/users", "{\"name\":\"ana\",\"role\":\"artist\"}");
        server.access.forbidden = Set.of(Action.CHANGE_JOB);
        server.post("/jobs/J1/cancel", "");
        server.send(TestServer.json(server.anonymous("/jobs"), "{\"type\":\"x\"}"));
        assertEquals(
                List.of("POST /jobs invalid", "POST /jobs forbidden"),
                server.audit.entries.stream()
                        .map(entry -> entry.action() + " " + entry.outcome())
                        .toList());
        assertEquals("administrator", server.audit.entries.get(1).who());
        assertEquals("/jobs/J1/cancel", server.audit.entries.get(1).object());
    }

    @Test
    void notesWhichOfManyJobsWereRefused() throws Exception {
        server.post("/jobs", "{\"type\":\"x\"}");
        server.post("/jobs/actions", "{\"action\":\"pause\",\"ids\":[\"JOB1\"]}");
        assertEquals(List.of(), server.audit.entries);
        server.post("/jobs/actions", "{\"action\":\"pause\",\"ids\":[\"JOB1\",\"JOB9\"]}");
        assertEquals(
                List.of("POST /jobs refused pause: 1 of 2 refused: JOB9"),
                server.audit.entries.stream()
                        .map(entry -> entry.action() + " " + entry.outcome() + " " + entry.detail())
                        .toList());
    }

    @Test
    void tellsTheFarmWhereItsCallersCallFrom() throws Exception {
        server.post("/jobs", "{\"type\":\"x\"}");
        assertEquals("127.0.0.1", server.farm.lastCaller.address());
    }

    @Test
    void letsNobodyInUnnoted() throws Exception {
        server.audit.broken = true;
        HttpResponse<String> answer = logIn("{\"name\":\"ana\",\"password\":\"right\"}");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
        assertEquals(1, server.access.closed.size());
        assertEquals(503, server.post("/login-codes", "").statusCode());
    }

    @Test
    void saysWhenToComeAgainToWhoTriesTooOften() throws Exception {
        server.access.tooMany = true;
        HttpResponse<String> answer = logIn("{\"name\":\"ana\",\"password\":\"right\"}");
        assertEquals(429, answer.statusCode());
        assertEquals("7", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals(
                "urn:tablao:problem:too-many",
                TestServer.parse(answer).path("type").asText());
        assertEquals("too-many", server.audit.entries.get(0).outcome());
    }

    @Test
    void notesNothingOfWhoShowsNothingAndWasNotLookedAt() throws Exception {
        logIn("{\"name\":\"ana\"}");
        server.send(server.anonymous("/session").DELETE());
        assertEquals(List.of(), server.audit.entries);
    }

    @Test
    void showsTheAuditAsPagesAndAsASpreadsheet() throws Exception {
        server.post("/jobs", "{}");
        assertEquals(
                "POST /jobs",
                TestServer.parse(server.get("/audit?who=administrator"))
                        .path("items")
                        .path(0)
                        .path("action")
                        .asText());
        HttpResponse<String> csv = server.get("/audit.csv");
        assertEquals(
                "text/csv;charset=utf-8",
                csv.headers().firstValue("Content-Type").orElse(""));
        assertTrue(csv.body().matches("(?s).*\"POST /jobs\",\"/jobs\",\"invalid\".*"), csv.body());
        assertEquals(400, server.get("/audit?from=yesterday").statusCode());
    }

    @Test
    void keepsTheFilterOfTheSpreadsheetOnItsNextPage() throws Exception {
        server.audit.next = "id-7";
        assertEquals(
                "<?from=2026-01-31T18%3A00%3A00Z&to=&cursor=id-7>; rel=\"next\"",
                server.get("/audit.csv?from=2026-01-31T18:00:00Z")
                        .headers()
                        .firstValue("Link")
                        .orElse(""));
        assertEquals(200, server.get("/audit.csv?from=&to=&cursor=id-7").statusCode());
    }

    @Test
    void marksWhatASpreadsheetWouldRun() {
        assertEquals("\"'=1+1\"", AuditResource.cell("=1+1"));
        assertEquals("\"a \"\"b\"\"\"", AuditResource.cell("a \"b\""));
    }

    @Test
    void showsATokensSecretOnceAndKeepsItOutOfCaches() throws Exception {
        HttpResponse<String> made = server.post("/tokens", "{\"label\":\"ci\",\"scopes\":[\"read\"],\"days\":7}");
        assertEquals(201, made.statusCode());
        assertEquals("tablao_x", TestServer.parse(made).path("secret").asText());
        assertEquals("no-store", made.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(
                400,
                server.post("/tokens", "{\"label\":\"ci\",\"scopes\":\"read\"}").statusCode());
    }

    private HttpResponse<String> logIn(String body) throws Exception {
        HttpRequest.Builder request = TestServer.json(server.anonymous("/session"), body);
        return server.send(request);
    }
}
