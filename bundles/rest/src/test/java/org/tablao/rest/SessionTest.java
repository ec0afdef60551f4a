package org.tablao.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final String COOKIE = "tablao-8080=session0; Path=/; HttpOnly; SameSite=Strict";

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
    void logsInByCodeWithACookieThatScriptsCannotRead() throws Exception {
        HttpResponse<String> answer = logIn("{\"code\":\"once\"}");
        assertEquals(200, answer.statusCode());
        assertEquals("{\"name\":\"administrator\",\"kind\":\"administrator\"}", answer.body());
        assertEquals(COOKIE, answer.headers().firstValue("Set-Cookie").orElse(""));
        assertEquals(200, server.send(byCookie("/farm")).statusCode());
    }

    @Test
    void logsInByToken() throws Exception {
        assertEquals(200, logIn("{\"token\":\"letmein\"}").statusCode());
    }

    @Test
    void refusesAWrongCode() throws Exception {
        HttpResponse<String> answer = logIn("{\"code\":\"guess\"}");
        assertEquals(401, answer.statusCode());
        assertEquals(
                "The code or token is not good, or not any more.",
                TestServer.parse(answer).path("detail").asText());
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    void refusesALoginWithNoneOrBoth() throws Exception {
        assertEquals(400, logIn("{}").statusCode());
        assertEquals(400, logIn("{\"code\":\"once\",\"token\":\"letmein\"}").statusCode());
    }

    @Test
    void tellsAnyoneWhoTheyAre() throws Exception {
        assertEquals(
                "{\"name\":\"anonymous\",\"kind\":\"anonymous\"}",
                server.send(server.anonymous("/session")).body());
        assertEquals(
                "administrator",
                TestServer.parse(server.get("/session")).path("kind").asText());
    }

    @Test
    void endsTheSessionAtLogOut() throws Exception {
        logIn("{\"code\":\"once\"}");
        HttpRequest.Builder logOut =
                byCookie("/session").header("Sec-Fetch-Site", "same-origin").DELETE();
        HttpResponse<String> answer = server.send(logOut);
        assertEquals(204, answer.statusCode());
        assertEquals(
                "tablao-8080=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0",
                answer.headers().firstValue("Set-Cookie").orElse(""));
        assertEquals(401, server.send(byCookie("/farm")).statusCode());
    }

    @Test
    void makesLoginCodesForTheAdministratorOnly() throws Exception {
        HttpRequest.BodyPublisher none = HttpRequest.BodyPublishers.noBody();
        HttpResponse<String> answer = server.send(server.request("/login-codes").POST(none));
        assertEquals(201, answer.statusCode());
        assertEquals("{\"code\":\"once\",\"expiresInSeconds\":600.0}", answer.body());
        assertEquals(
                401, server.send(server.anonymous("/login-codes").POST(none)).statusCode());
    }

    @Test
    void takesChangesByCookieOnlyFromItsOwnPages() throws Exception {
        logIn("{\"code\":\"once\"}");
        String host = "127.0.0.1:" + server.port();
        assertEquals(403, submit(byCookie("/jobs")));
        assertEquals(403, submit(byCookie("/jobs").header("Origin", "http://evil.example")));
        assertEquals(403, submit(byCookie("/jobs").header("Origin", "null")));
        assertEquals(403, submit(byCookie("/jobs").header("Sec-Fetch-Site", "cross-site")));
        assertEquals(
                403,
                submit(byCookie("/jobs").header("Sec-Fetch-Site", "same-site").header("Origin", "http://" + host)));
        assertTrue(server.farm.jobs.isEmpty());
        assertEquals(201, submit(byCookie("/jobs").header("Origin", "http://" + host)));
        assertEquals(201, submit(byCookie("/jobs").header("Sec-Fetch-Site", "same-origin")));
        assertEquals(
                201,
                submit(byCookie("/jobs").header("Origin", "http://farm:8082").header("X-Forwarded-Host", "farm:8082")));
    }

    @Test
    void takesChangesByBearerTokenFromAnywhere() throws Exception {
        assertEquals(201, submit(server.request("/jobs").header("Origin", "http://evil.example")));
    }

    @Test
    void doesNotFallBackToTheCookieWhereABearerTokenIsWrong() throws Exception {
        logIn("{\"code\":\"once\"}");
        assertEquals(
                401,
                server.send(byCookie("/farm").header("Authorization", "Bearer wrong"))
                        .statusCode());
    }

    private int submit(HttpRequest.Builder request) throws Exception {
        return server.send(TestServer.json(request, "{\"type\":\"x\"}")).statusCode();
    }

    private HttpResponse<String> logIn(String body) throws Exception {
        return server.send(TestServer.json(server.anonymous("/session"), body));
    }

    private HttpRequest.Builder byCookie(String path) {
        return server.anonymous(path).header("Cookie", "other=1; tablao-8080=session0");
    }
}
