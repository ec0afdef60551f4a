package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, on the shipped server. */
class PermissionsTest {
    private static final String PASSWORD = "a sentence that nobody says";
    private static final List<String> KINDS = List.of("anonymous", "viewer", "artist", "wrangler", "administrator");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+) (/[^`]*)` \\| ([^|]+) \\|");

    @TempDir
    private static Path folder;

    private static NodeProcess server;
    private static int port;
    private static final Map<String, String> TOKENS = new LinkedHashMap<>();

    @BeforeAll
    static void setUp() throws IOException, InterruptedException {
        port = Distribution.freePort();
        server = NodeProcess.start(folder.resolve("home"), "server", "--port", "" + port);
        Path token = folder.resolve("root.token");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        assertEquals(
                0,
                new ProcessBuilder(
                                Distribution.command(),
                                "setup",
                                "--home",
                                server.home().toString(),
                                "--server",
                                "http://127.0.0.1:" + port,
                                "--admin",
                                "root",
                                "--password-file",
                                password.toString(),
                                "--token-out",
                                token.toString())
                        .inheritIO()
                        .start()
                        .waitFor());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token)));
        TOKENS.put("anonymous", "");
        TOKENS.put("administrator", Files.readString(token).strip());
        Api root = as("administrator");
        for (String kind : List.of("viewer", "artist", "wrangler")) {
            post(root, "/users", Map.of("name", kind, "role", kind, "password", PASSWORD), 201);
            TOKENS.put(kind, session(kind));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void letsEachKindOfCallerDoWhatTheTableSaysAndNoMore() throws Exception {
        Map<String, String> wrong = new TreeMap<>();
        int routes = 0;
        for (String line : Files.readAllLines(Path.of("../docs/reference/permissions.md"))) {
            Matcher row = ROW.matcher(line);
            // Of the session routes everyone may call all, and one ends the session that asks.
            if (!row.matches() || row.group(2).equals("/events") || row.group(2).equals("/session")) {
                continue;
            }
            routes++;
            for (String kind : KINDS) {
                boolean may = KINDS.indexOf(kind) >= KINDS.indexOf(row.group(3).replace(" (own)", ""));
                int status = ask(as(kind), row.group(1), row.group(2));
                boolean refused = status == (kind.equals("anonymous") ? 401 : 403);
                if (may == refused) {
                    wrong.put(row.group(1) + " " + row.group(2) + " as " + kind, "answers " + status);
                }
            }
        }
        assertEquals(Map.of(), wrong);
        assertTrue(routes >= 40, routes + " routes were asked");
    }

    @Test
    void keepsAnArtistToItsOwnJobs() throws Exception {
        Api root = as("administrator");
        post(root, "/users", Map.of("name", "other", "role", "artist", "password", PASSWORD), 201);
        Api other = new Api(port, session("other"));
        String job = post(as("artist"), "/jobs", submission(), 201).path("id").asText();
        assertEquals(
                403, send(other, "POST", "/jobs/" + job + "/cancel", Map.of()).status());
        assertEquals(
                403,
                send(other, "PATCH", "/jobs/" + job, Map.of("wanted", "pause")).status());
        assertEquals(
                403,
                send(other, "PATCH", "/tasks/" + job + ".1", Map.of("wanted", "pause"))
                        .status());
        JsonNode outcome = send(other, "POST", "/jobs/actions", Map.of("action", "pause", "ids", List.of(job)))
                .json()
                .path(0);
        assertFalse(outcome.path("done").asBoolean());
        assertEquals("forbidden", outcome.path("refusal").asText());
        assertEquals(
                "run", as("artist").read("/api/v1/jobs/" + job).path("wanted").asText());
        assertEquals(
                200,
                send(as("artist"), "PATCH", "/jobs/" + job, Map.of("wanted", "pause"))
                        .status());
        assertEquals(
                200,
                send(as("wrangler"), "PATCH", "/jobs/" + job, Map.of("wanted", "run"))
                        .status());
        assertEquals(
                200,
                send(as("artist"), "POST", "/jobs/" + job + "/cancel", Map.of()).status());
    }

    @Test
    void writesWhoDidWhatAndKeepsSecretsOut() throws Exception {
        Api root = as("administrator");
        String job = post(as("artist"), "/jobs", submission(), 201).path("id").asText();
        send(as("viewer"), "POST", "/jobs/" + job + "/cancel", Map.of());
        String secret = post(root, "/tokens", Map.of("label", "for the audit"), 201)
                .path("secret")
                .asText();
        List<String> told = new ArrayList<>();
        Patience.until(Duration.ofSeconds(10), "the audit has both", () -> {
            told.clear();
            for (JsonNode entry : root.read("/api/v1/audit?text=" + job).path("items")) {
                told.add(entry.path("who").asText() + " " + entry.path("action").asText() + " "
                        + entry.path("outcome").asText());
            }
            return told.size() == 2;
        });
        assertEquals(List.of("viewer POST /jobs forbidden", "artist submit job done"), told);
        String all = root.get("/api/v1/audit.csv").text() + server.output();
        assertFalse(all.contains(secret) || all.contains(PASSWORD) || all.contains(server.adminToken()), all);
    }

    @Test
    void closesTheDoorBehindADisabledUserAndARevokedToken() throws Exception {
        Api root = as("administrator");
        post(root, "/users", Map.of("name", "gone", "role", "artist", "password", PASSWORD), 201);
        Api gone = new Api(port, session("gone"));
        JsonNode token = post(gone, "/tokens", Map.of("label", "ci", "scopes", List.of("read")), 201);
        Api ci = new Api(port, token.path("secret").asText());
        assertEquals(200, ci.get("/api/v1/farm").status());
        assertEquals(403, send(ci, "POST", "/jobs", submission()).status(), "its scope is to read");
        assertEquals(
                200,
                send(gone, "DELETE", "/tokens/" + token.path("token").path("id").asText(), Map.of())
                        .status());
        assertEquals(401, ci.get("/api/v1/farm").status());
        assertEquals(
                200,
                send(root, "PATCH", "/users/gone", Map.of("disabled", true)).status());
        assertEquals(401, gone.get("/api/v1/farm").status());
        assertEquals(401, logIn("gone").status());
    }

    private static Map<String, Object> submission() {
        return Map.of(
                "type",
                "tasks",
                "name",
                "for permissions",
                "settings",
                Map.of("tasks", List.of(Map.of("name", "one", "commands", List.of(Map.of("name", "echo"))))));
    }

    /** What a route answers to nothing much: whether it may be called is decided before that is looked at. */
    private static int ask(Api api, String method, String path) throws IOException, InterruptedException {
        String filled = "/api/v1" + path.replace("{n}", "1").replaceAll("\\{[a-z]+}", "0000000000000");
        return (method.equals("GET") ? api.get(filled) : api.send(method, filled, Optional.of("{\"none\":1}")))
                .status();
    }

    private static Api as(String kind) {
        return new Api(port, TOKENS.get(kind));
    }

    private static Api.Answer logIn(String name) throws IOException, InterruptedException {
        return send(new Api(port, ""), "POST", "/session", Map.of("name", name, "password", PASSWORD));
    }

    /** A session's token, which is good as a bearer token too. */
    private static String session(String name) throws IOException, InterruptedException {
        Api.Answer answer = logIn(name);
        assertEquals(200, answer.status(), answer.text());
        return answer.header("set-cookie").replaceFirst("^[^=]*=", "").replaceFirst(";.*", "");
    }

    private static Api.Answer send(Api api, String method, String path, Object body)
            throws IOException, InterruptedException {
        return api.send(method, "/api/v1" + path, Optional.of(body));
    }

    private static JsonNode post(Api api, String path, Object body, int status)
            throws IOException, InterruptedException {
        Api.Answer answer = send(api, "POST", path, body);
        assertEquals(status, answer.status(), answer.text());
        return answer.json();
    }
}
