package org.tablao.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ClientTest {
    private static final String TYPES =
            """
            [{"name":"blender-animation","settings":[
              {"name":"file","type":"input-file","required":true},{"name":"frames","type":"frames","required":true},
              {"name":"chunkSize","type":"integer","required":false}]},
             {"name":"tasks","settings":[{"name":"tasks","type":"objects","required":true}]}]""";

    private static final String WHY =
            """
            {"taskId":"J1.2","status":"queued","summary":"The job is paused.","gates":[
              {"gate":"job","open":true,"reason":"Job stage is active.","change":"","workerId":"","worker":""},
              {"gate":"paused","open":false,"reason":"The job is paused.","change":"Resume the job.","workerId":"","worker":""}]}""";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1", this::answer);
        server.start();
        answers.put("GET /job-types", TYPES);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void saysWhatIsWantedOfJobsTasksAndWorkers() {
        answers.put("PATCH /jobs/J1", "{\"id\":\"J1\",\"status\":\"active\",\"wanted\":\"pause\"}");
        answers.put("POST /jobs/J1/requeue", "{\"id\":\"J1\",\"status\":\"queued\",\"wanted\":\"run\"}");
        answers.put("PATCH /tasks/J1.2", "{\"id\":\"J1.2\",\"status\":\"running\",\"wanted\":\"requeue\"}");
        answers.put("GET /workers", "[{\"id\":\"W1\",\"name\":\"ann\"}]");
        answers.put(
                "PATCH /workers/W1",
                "{\"name\":\"ann\",\"status\":\"busy\",\"wanted\":\"run\",\"schedule\":\"sun 0:00-24:00\"}");
        run("job", "pause", "J1");
        run("job", "priority", "J1", "80");
        run("job", "requeue", "J1");
        run("task", "requeue", "J1.2");
        run("worker", "schedule", "ann", "sun 0:00-24:00");
        assertEquals(
                List.of(
                        "PATCH /jobs/J1 {\"wanted\":\"pause\"}",
                        "PATCH /jobs/J1 {\"priority\":80}",
                        "POST /jobs/J1/requeue {\"tasks\":\"failed\"}",
                        "PATCH /tasks/J1.2 {\"wanted\":\"requeue\"}",
                        "GET /workers",
                        "PATCH /workers/W1 {\"schedule\":\"sun 0:00-24:00\"}"),
                asked.stream().map(String::strip).toList());
        assertEquals(
                "Job J1 is active (pausing)\nJob J1 is active (pausing)\nJob J1 is queued\n"
                        + "Task J1.2 is running, requeue is wanted\n"
                        + "Worker ann is busy, run is wanted, it sleeps sun 0:00-24:00\n",
                text(out));
    }

    @Test
    void setsUpAndKeepsTheTokenForItsOwnerAlone(@TempDir Path folder) throws IOException {
        answers.put("POST /setup", "{\"name\":\"root\",\"role\":\"administrator\"}");
        answers.put("POST /session", "{\"name\":\"root\",\"kind\":\"administrator\"}");
        answers.put("POST /tokens", "{\"token\":{\"id\":\"t1\"},\"secret\":\"tablao_secret\"}");
        Path file = folder.resolve("token");
        assertEquals(ExitCode.DONE, run("setup", "--admin", "root", "--token-out", file.toString()));
        assertEquals("tablao_secret\n", Files.readString(file));
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(out.toString(StandardCharsets.UTF_8).strip().length() >= 20, "a password was made up and shown");
        assertTrue(!out.toString(StandardCharsets.UTF_8).contains("tablao_secret")
                && !err.toString(StandardCharsets.UTF_8).contains("tablao_secret"));
        assertEquals(ExitCode.USAGE, run("setup", "--admin", "root", "--token-out", file.toString()), "it is there");
    }

    @Test
    void setsNothingUpWhoseTokenItCouldNotWrite(@TempDir Path folder) {
        answers.put("POST /setup", "{\"name\":\"root\",\"role\":\"administrator\"}");
        String file = folder.resolve("nowhere/token").toString();
        assertEquals(ExitCode.USAGE, run("setup", "--admin", "root", "--token-out", file));
        assertTrue(text(err).contains(file + " cannot be written"), text(err));
        assertEquals(List.of(), asked);
    }

    @Test
    void listsUsersTokensAndTheAudit() {
        answers.put("GET /users", "[{\"name\":\"ana\",\"displayName\":\"Ana\",\"role\":\"artist\",\"disabled\":true}]");
        answers.put("GET /tokens", "[{\"id\":\"t1\",\"user\":\"ana\",\"label\":\"ci\",\"scopes\":[\"read\"]}]");
        answers.put(
                "GET /audit",
                "{\"items\":[{\"at\":\"\",\"who\":\"ana\",\"action\":\"POST /jobs\",\"outcome\":\"done\"}],\"next\":\"\"}");
        assertEquals(ExitCode.DONE, run("user", "list"));
        assertEquals(ExitCode.DONE, run("token", "list"));
        assertEquals(ExitCode.DONE, run("audit", "list", "--who", "ana"));
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("ana   Ana           artist  disabled"), text);
        assertTrue(text.contains("POST /jobs"), text);
    }

    @Test
    void submitsAJobWithItsSettingsOfTheTypesThatTheSchemaSays() {
        answers.put("POST /jobs", "{\"id\":\"J1\"}");
        ExitCode code = run("job", "submit", "blender-animation", "--name", "stage", "--file", "stage.blend");
        assertEquals(ExitCode.DONE, code, err::toString);
        run("job", "submit", "blender-animation", "--frames", "1-8", "--chunk-size", "4", "--set", "file=/a.blend");
        assertEquals("J1\nJ1\n", text(out));
        assertEquals(
                "POST /jobs {\"type\":\"blender-animation\",\"name\":\"stage\",\"settings\":{\"file\":\""
                        + Path.of("stage.blend").toAbsolutePath() + "\"}}",
                asked.get(1));
        assertEquals(
                "POST /jobs {\"type\":\"blender-animation\",\"settings\":"
                        + "{\"file\":\"/a.blend\",\"frames\":\"1-8\",\"chunkSize\":4}}",
                asked.get(3));
    }

    @Test
    void submitsObjectsFromJsonAndFromAFile(@TempDir Path folder) throws IOException {
        answers.put("POST /jobs", "{\"id\":\"J1\"}");
        Path file = Files.writeString(folder.resolve("tasks.json"), "[{\"name\": \"b\"}]");

        run("job", "submit", "tasks", "--tasks", "[{\"name\": \"a\", \"size\": 3}]");
        run("job", "submit", "tasks", "--tasks", "@" + file);

        assertEquals("", text(err));
        assertEquals(
                "POST /jobs {\"type\":\"tasks\",\"settings\":{\"tasks\":[{\"name\":\"a\",\"size\":3}]}}", asked.get(1));
        assertEquals("POST /jobs {\"type\":\"tasks\",\"settings\":{\"tasks\":[{\"name\":\"b\"}]}}", asked.get(3));
    }

    @Test
    void saysThatObjectsAreJson() {
        assertEquals(ExitCode.USAGE, run("job", "submit", "tasks", "--tasks", "[{"));
        assertTrue(text(err).startsWith("error: --tasks takes JSON, or @ and a file with JSON: "), text(err));
    }

    @Test
    void saysHowAJobIsToBeScheduled() {
        answers.put("POST /jobs", "{\"id\":\"J1\"}");
        List<String> line = new ArrayList<>(List.of("job", "submit", "blender-animation", "--file", "/a.blend"));
        line.addAll(
                List.of("--start-after", "2026-12-24T18:00:00Z", "--depends-on", "J0", "--tag", "gpu", "--tag", "big"));
        line.addAll(List.of("--slots", "2", "--memory", "8G", "--limit", "nuke=3", "--limit", "houdini"));
        line.addAll(List.of("--order", "first-middle-last", "--task-timeout", "90.5"));
        assertEquals(ExitCode.DONE, run(line.toArray(String[]::new)), err::toString);
        assertEquals(
                "POST /jobs {\"type\":\"blender-animation\",\"scheduling\":{\"startAfter\":\"2026-12-24T18:00:00Z\","
                        + "\"dependsOn\":[\"J0\"],\"tags\":[\"gpu\",\"big\"],\"needs\":{\"slots\":2,"
                        + "\"memoryBytes\":8589934592,\"limits\":{\"nuke\":3,\"houdini\":1}},"
                        + "\"terms\":{\"order\":\"first-middle-last\",\"taskSeconds\":90.5}},"
                        + "\"settings\":{\"file\":\"/a.blend\"}}",
                asked.get(1));
        assertEquals(ExitCode.USAGE, run("job", "submit", "blender-animation", "--slots", "two"));
    }

    @Test
    void changesLimitsSharesAndManagers() {
        answers.put("PUT /limits/nuke", "{\"name\":\"nuke\",\"amount\":4}");
        answers.put("PATCH /projects/film", "{\"name\":\"film\",\"guaranteed\":20.0,\"burst\":62.5}");
        answers.put("POST /managers/M1/declare-dead", "{\"name\":\"m1\",\"status\":\"lost\"}");
        assertEquals(ExitCode.DONE, run("limit", "set", "nuke", "4", "--scope", "host"), err::toString);
        assertEquals(ExitCode.DONE, run("project", "share", "film", "--burst", "62.5"), err::toString);
        assertEquals(ExitCode.DONE, run("manager", "declare-dead", "M1", "--yes"), err::toString);
        assertEquals(
                "Limit nuke is 4\nProject film has 20.0 % guaranteed, and 62.5 % at most\nManager m1 is lost\n",
                text(out));
        assertEquals(
                List.of(
                        "PUT /limits/nuke {\"scope\":\"host\",\"amount\":4,\"description\":\"\"}",
                        "PATCH /projects/film {\"burst\":62.5}",
                        "POST /managers/M1/declare-dead "),
                asked);
        assertEquals(ExitCode.USAGE, run("limit", "set", "nuke", "many"));
        assertEquals(ExitCode.USAGE, run("limit", "paint", "nuke"));
    }

    @Test
    void refusesAnOptionThatIsNoSettingAndNamesThoseThatAre() {
        assertEquals(ExitCode.USAGE, run("job", "submit", "blender-animation", "--colour", "red"));
        assertEquals(
                "error: --colour is neither an option nor a setting of blender-animation; its settings are"
                        + " --file --frames --chunk-size\nTry: tablao help\n",
                text(err));
        assertEquals(List.of("GET /job-types "), asked);
    }

    @Test
    void endsAsTheJobThatItWatchesDid() {
        answers.put("GET /jobs/J1", job("active"));
        answers.put("GET /events", "id: s-1\nevent: job\ndata: " + job("failed") + "\n\n");
        assertEquals(ExitCode.JOB_FAILED, run("job", "watch", "J1"));
        assertEquals("Job J1 is failed: No worker.\n", text(out));
    }

    @Test
    void opensABrokenStreamAgain() {
        answers.put("GET /jobs/J1", job("active"));
        answers.put("GET /events", "id: s-7\nevent: job\ndata: " + job("active") + "\n\n");
        answers.put("GET /events after s-7", "id: s-8\nevent: job\ndata: " + job("completed") + "\n\n");
        assertEquals(ExitCode.DONE, run("job", "watch", "J1"));
        assertEquals(List.of("GET /events ", "GET /jobs/J1 ", "GET /events after s-7 ", "GET /jobs/J1 "), asked);
    }

    @Test
    void printsTheServersProblemWithEachField() {
        status = 400;
        answers.put(
                "GET /jobs",
                "{\"detail\":\"Parameter limit is wrong.\",\"wayOut\":\"\",\"problems\":"
                        + "[{\"field\":\"limit\",\"reason\":\"is out of bounds: 0\",\"wayOut\":\"Give 1 to 1000.\"}]}");
        assertEquals(ExitCode.REFUSED, run("job", "list"));
        assertEquals("error: Parameter limit is wrong.\n  limit is out of bounds: 0 — Give 1 to 1000.\n", text(err));
    }

    @Test
    void doesNotCancelUnaskedWhereNobodyIsThereToAsk() {
        answers.put("GET /jobs/J1", job("active"));
        assertEquals(ExitCode.USAGE, run("job", "cancel", "J1"));
        assertEquals(List.of("GET /jobs/J1 "), asked);
    }

    @Test
    void makesALinkThatKeepsTheCodeFromServers() {
        answers.put("POST /login-codes", "{\"code\":\"abc\",\"expiresInSeconds\":600.0}");
        assertEquals(ExitCode.DONE, run("login-link", "--dashboard", "http://farm:8082/"));
        assertEquals("http://farm:8082/#login=abc\n", text(out));
    }

    @Test
    void givesProgramsTheWholeAnswer() {
        answers.put("GET /managers", "[{\"id\":\"m\",\"url\":\"\",\"jobs\":2,\"note\":\"no\",\"tags\":[]}]");
        run("manager", "list", "-o", "yaml");
        assertEquals("- id: m\n  url: \"\"\n  jobs: 2\n  note: \"no\"\n  tags: []\n", text(out));
    }

    @Test
    void saysThatNoServerAnswers() {
        server.stop(0);
        assertEquals(ExitCode.UNREACHABLE, run("farm", "status"));
        assertTrue(text(err).startsWith("error: No server answers at " + url()), text(err));
    }

    private ExitCode run(String... line) {
        Terminal terminal = new Terminal(InputStream.nullInputStream(), print(out), print(err), false);
        Map<String, String> environment = Map.of("TABLAO_SERVER", url(), "TABLAO_TOKEN", "secret");
        return new Client(environment, terminal, Duration.ofMillis(1)).run(List.of(line));
    }

    @Test
    void showsWhyATaskDoesNotRunGateByGate() {
        answers.put("GET /tasks/J1.2/why", WHY);
        assertEquals(ExitCode.DONE, run("task", "why", "J1.2"), err::toString);
        assertEquals(
                "Task J1.2 is queued. The job is paused.",
                text(out).lines().findFirst().orElseThrow());
        assertEquals(
                "paused  closed  The job is paused.    Resume the job.",
                text(out).lines().toList().get(3));
    }

    @Test
    void showsWhyTheFirstWaitingTaskOfAJobDoesNotRun() {
        answers.put(
                "GET /jobs/J1/tasks",
                "{\"items\":[{\"id\":\"J1.1\",\"status\":\"completed\"},{\"id\":\"J1.2\",\"status\":\"queued\"}],"
                        + "\"next\":\"\",\"total\":2}");
        answers.put("GET /tasks/J1.2/why", WHY);
        assertEquals(ExitCode.DONE, run("job", "why", "J1"), err::toString);
        assertTrue(text(out).startsWith("Task J1.2 is queued. The job is paused.\n"), out::toString);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String after = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        String call = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().substring("/api/v1".length())
                + (after == null ? "" : " after " + after);
        asked.add(call + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean knows = "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body =
                answers.getOrDefault(call, "{\"detail\":\"Nothing here.\"}").getBytes(StandardCharsets.UTF_8);
        if (call.equals("POST /session")) {
            exchange.getResponseHeaders().add("Set-Cookie", "tablao-0=secret; Path=/; HttpOnly");
        }
        exchange.sendResponseHeaders(!knows ? 401 : answers.containsKey(call) ? status : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String job(String status) {
        String reason = status.equals("failed") ? "No worker." : "";
        return "{\"id\":\"J1\",\"name\":\"stage\",\"status\":\"" + status + "\",\"reason\":\"" + reason + "\"}";
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
