package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
