package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a farm does when its database, or the farm itself, goes and comes. */
class StorageTest {
    private static final Duration MOST = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    void runsOnPostgresAndLosesNothingWhenEitherDies() throws Exception {
        Path home = folder.resolve("farm");
        int port = Distribution.freePort();
        try (PostgresProcess postgres = PostgresProcess.start()) {
            postgres.serve(home);
            String first;
            String second;
            try (NodeProcess farm = start(home, port)) {
                Api api = new Api(port, farm.adminToken());
                first = echo(api, "before", 5);
                assertCompleted(api, first, 5);
                second = echo(api, "through", 40);
                farm.kill();
            }
            try (NodeProcess farm = start(home, port)) {
                Api api = new Api(port, farm.adminToken());
                assertCompleted(api, first, 5);
                assertCompleted(api, second, 40);

                postgres.stop();
                postgres.run();

                Patience.until(MOST, "a farm that takes jobs again", () -> {
                    String after = echo(api, "after", 3);
                    return api.awaitEnd(after, MOST).get("status").asText().equals("completed");
                });
                assertEquals(0, farm.stop());
            }
            assertFalse(Files.exists(home.resolve("data/store")), "a Derby beside PostgreSQL");
            String log = Files.readString(home.resolve("log/farm.log"));
            assertFalse(log.contains(postgres.password()), "the password is in the log");
            assertFalse(log.contains("org.apache.derby"), "Derby was at work");
        }
    }

    @Test
    void letsASecondFarmHaveTheDatabaseWhenTheFirstIsGone() throws Exception {
        try (PostgresProcess postgres = PostgresProcess.start()) {
            postgres.serve(folder.resolve("farm"));
            postgres.serve(folder.resolve("twin"));
            try (NodeProcess farm = start(folder.resolve("farm"), Distribution.freePort());
                    NodeProcess twin =
                            NodeProcess.begin(folder.resolve("twin"), "farm", "--port", "" + Distribution.freePort())) {
                String refusal = "cannot be opened: it is open in another process (tablao ";
                Patience.until(
                        Duration.ofSeconds(60), () -> "a refusal in " + twin.output(), () -> !twin.linesWith(refusal)
                                .isEmpty());
                farm.kill();
                twin.awaitReady();
                assertEquals(1, twin.linesWith(refusal).size());
            }
        }
    }

    @Test
    void restoresABackupAndRefusesWhoHoldsALeaseFromBefore() throws Exception {
        Path home = folder.resolve("hub");
        Path backup = folder.resolve("farm.tablao-backup");
        int port = Distribution.freePort();
        try (NodeProcess first = hub(home, port);
                NodeProcess worker = NodeProcess.start(
                        folder.resolve("w"),
                        "worker",
                        "--name",
                        "w",
                        "--manager",
                        "http://127.0.0.1:" + port,
                        "--join",
                        "@" + home.resolve("data/join.token"))) {
            Api before = new Api(port, first.adminToken());
            String done = echo(before, "done", 3);
            assertCompleted(before, done, 3);
            String running =
                    before.job("commands", "long", Map.of("command", "sleep", "parameters", List.of("seconds=45")));
            Patience.until(
                    MOST,
                    "a task that runs",
                    () -> before.read("/api/v1/jobs/" + running)
                                    .get("tasks")
                                    .get("running")
                                    .asInt()
                            == 1);
            Result made = tablao("backup", "--home", home.toString(), "--to", backup.toString());
            assertEquals(0, made.code(), made::output);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)));
            String late = echo(before, "late", 1);
            Result busy = tablao("restore", "--home", home.toString(), "--from", backup.toString(), "--yes");
            assertEquals(3, busy.code(), busy::output);
            first.kill();

            Result wanted = tablao("restore", "--home", home.toString(), "--from", backup.toString(), "--yes");
            assertEquals(0, wanted.code(), wanted::output);
            try (NodeProcess hub = hub(home, port)) {
                Api api = new Api(port, hub.adminToken());
                assertCompleted(api, done, 3);
                assertEquals(404, api.get("/api/v1/jobs/" + late).status());
                assertCompleted(api, running, 1);
                List<JsonNode> attempts = api.list("/api/v1/tasks/" + running + ".1/attempts");
                assertTrue(attempts.size() > 1, "the lease from before the restore was good: " + attempts);
                assertFalse(
                        List.of("accepted", "published")
                                .contains(attempts.get(0).get("status").asText()),
                        attempts::toString);
            }
            assertTrue(worker.isAlive());
        }
    }

    @Test
    void refusesABackupThatIsCutOff() throws Exception {
        Path cut = Files.write(folder.resolve("cut.tablao-backup"), new byte[] {'P', 'K', 3, 4, 0});
        Result refused =
                tablao("restore", "--home", folder.resolve("new").toString(), "--from", cut.toString(), "--yes");
        assertEquals(3, refused.code());
        assertEquals("error: " + cut + " cannot be restored: it is cut off, or no backup", refused.output());
        assertFalse(Files.exists(folder.resolve("new/data/restore.tablao-backup")));
    }

    private record Result(int code, String output) {}

    private static Result tablao(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Distribution.command()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output.strip());
    }

    private static NodeProcess hub(Path home, int port) throws IOException, InterruptedException {
        return NodeProcess.start(home, "server", "manager", "--port", "" + port);
    }

    private static NodeProcess start(Path home, int port) throws IOException, InterruptedException {
        return NodeProcess.start(home, "farm", "--port", "" + port);
    }

    private static String echo(Api api, String name, int count) throws IOException, InterruptedException {
        return api.job(
                "commands", name, Map.of("command", "echo", "parameters", List.of("text=" + name), "count", count));
    }

    private static void assertCompleted(Api api, String job, int tasks) throws IOException, InterruptedException {
        JsonNode end = api.awaitEnd(job, MOST);
        assertEquals("completed", end.get("status").asText());
        assertEquals(tasks, end.get("tasks").get("completed").asInt());
    }
}
