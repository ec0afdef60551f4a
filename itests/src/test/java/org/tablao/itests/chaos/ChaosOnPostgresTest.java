package org.tablao.itests.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tablao.itests.Distribution;
import org.tablao.itests.Patience;
import org.tablao.itests.PostgresProcess;

/** The same trouble with the stores of server and manager in PostgreSQL, and its own: the database goes and comes. */
class ChaosOnPostgresTest {
    private static final int IN_USE = 5;
    private static final int WORKERS = 2;

    @Test
    void comesToRestCleanAndTheShippedAuditorSaysSo() throws Exception {
        Path folder = Distribution.project().resolve("itests/target/chaos-postgres");
        Trees.remove(folder);
        try (PostgresProcess postgres = PostgresProcess.start()) {
            Path server;
            Path manager;
            try (ChaosFarm farm =
                    ChaosFarm.start(Files.createDirectories(folder), WORKERS, FakeRenderer.build(), postgres)) {
                server = farm.server.home();
                manager = farm.manager.home();
                new Round(farm, 1, List.of(Trouble.KILL_SERVER, Trouble.KILL_MANAGER)).run(false);
                new Round(farm, 2, List.of(Trouble.LOST_REPLIES, Trouble.SECOND_MANAGER)).run(false);
                restartPostgresUnderWork(farm, postgres);

                Result running = audit(folder.resolve("snapshot/w1"), copyOfWhatRuns(folder, postgres));
                assertEquals(IN_USE, running.code(), running::output);
                for (ChaosNode node : farm.nodes()) {
                    node.process().stop();
                }
                List<Path> homes = farm.nodes().stream().map(ChaosNode::home).toList();
                Result stopped = audit(homes.toArray(Path[]::new));
                assertEquals(0, stopped.code(), stopped::output);
                assertEquals("clean", stopped.output().lines().reduce("", (before, line) -> line));
            }
            for (Path home : List.of(server, manager)) {
                assertEquals(false, Files.exists(home.resolve("data/store")), "a Derby beside PostgreSQL");
            }
        }
    }

    private static void restartPostgresUnderWork(ChaosFarm farm, PostgresProcess postgres)
            throws IOException, InterruptedException {
        String job = farm.submitted("through a restart of the database", 24, 300);
        postgres.stop();
        postgres.run();
        String[] status = {""};
        Patience.until(Duration.ofSeconds(120), () -> "the end of a job that is " + status[0], () -> {
            status[0] = farm.api().read("/api/v1/jobs/" + job).get("status").asText();
            return status[0].equals("completed");
        });
        farm.awaitCleanRest();
    }

    /** Another home of the server's database: its own lock is free, the store's is not. */
    private static Path copyOfWhatRuns(Path folder, PostgresProcess postgres) throws IOException {
        Path home = folder.resolve("twin");
        Files.createDirectories(home.resolve("data"));
        postgres.serve(home, "server");
        return home;
    }

    private record Result(int code, String output) {}

    private static Result audit(Path... homes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Distribution.command(), "audit", "verify", "--at-rest"));
        for (Path home : homes) {
            command.addAll(List.of("--home", home.toString()));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), said);
    }
}
