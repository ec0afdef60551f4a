package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandshakeTest {
    private static final Pattern STEP = Pattern.compile("handshake (\\d)/6");

    @TempDir
    Path homes;

    @Test
    void goesThroughItsSixStepsOnBothLevelsEachOnceInOrder() throws Exception {
        try (SmallFarm farm = SmallFarm.start(homes)) {
            Api api = farm.api();
            String job = api.job(
                    "commands", "echo", Map.of("command", "echo", "parameters", List.of("text=Olé"), "count", 40));
            assertEquals(
                    "completed",
                    api.awaitEnd(job, Duration.ofSeconds(60)).get("status").asText());

            for (NodeProcess worker : farm.workers) {
                assertEquals(
                        List.of(1, 2, 4, 5, 6),
                        steps(worker, "worker " + worker.home().getFileName()));
                assertEquals(
                        List.of(2, 3, 4, 5, 6),
                        steps(farm.manager, "worker " + worker.home().getFileName()));
            }
            assertEquals(List.of(1, 2, 4, 5, 6), steps(farm.manager, "manager m1"));
            assertEquals(List.of(2, 3, 4, 5, 6), steps(farm.server, "manager m1"));
        }
    }

    @Test
    void updatesANodeThatComesBackInsteadOfAddingIt() throws Exception {
        try (SmallFarm farm = SmallFarm.start(homes)) {
            Api api = farm.api();
            List<String> before = ids(api.list("/api/v1/workers"));
            String managerBefore = api.list("/api/v1/managers").get(0).get("id").asText();

            assertEquals(0, farm.workers.get(0).stop());
            farm.awaitWorkers(1);
            try (NodeProcess again = farm.startWorker("w1")) {
                farm.awaitWorkers(2);
                assertEquals(before, ids(api.list("/api/v1/workers")));
                assertEquals(1, farm.manager.linesWith("worker w1 is known").size(), farm.manager::output);
            }

            assertEquals(0, farm.manager.stop());
            try (NodeProcess again = farm.startManager()) {
                farm.awaitWorkers(1);
                assertEquals(1, api.list("/api/v1/managers").size());
                assertEquals(
                        managerBefore,
                        api.list("/api/v1/managers").get(0).get("id").asText());
            }
        }
    }

    @Test
    void joinsUnaidedWhenTheWorkerStartsAMinuteBeforeItsManager() throws Exception {
        int serverPort = Distribution.freePort();
        int managerPort = Distribution.freePort();
        // The manager's first start makes the token that the worker is given.
        try (NodeProcess manager = NodeProcess.start(
                homes.resolve("manager"),
                "manager",
                "--port",
                "" + managerPort,
                "--server",
                "http://127.0.0.1:" + serverPort)) {
            assertEquals(0, manager.stop());
        }
        try (NodeProcess worker = NodeProcess.start(
                        homes.resolve("early"),
                        "worker",
                        "--name",
                        "early",
                        "--manager",
                        "http://127.0.0.1:" + managerPort,
                        "--join",
                        "@" + homes.resolve("manager/data/join.token"));
                NodeProcess server = NodeProcess.start(homes.resolve("server"), "server", "--port", "" + serverPort)) {
            long minuteLater = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            Patience.until(
                    Duration.ofSeconds(70), "a minute", () -> System.nanoTime() > minuteLater && worker.isAlive());
            try (NodeProcess manager = NodeProcess.start(
                    homes.resolve("manager"),
                    "manager",
                    "--port",
                    "" + managerPort,
                    "--server",
                    "http://127.0.0.1:" + serverPort,
                    "--join",
                    "@" + server.home().resolve("data/join.token"))) {
                Api api = new Api(serverPort, server.adminToken());
                Patience.until(Duration.ofSeconds(30), "the early worker", () -> api.list("/api/v1/workers").stream()
                        .anyMatch(row -> row.get("name").asText().equals("early")
                                && row.get("status").asText().equals("idle")));
                // Refusals while it waits are told once a reason, not once a try.
                assertEquals(List.of(1, 2, 4, 5), steps(worker, "worker early"));
            }
        }
    }

    @Test
    void refusesAWorkerThatHasNoJoinToken() throws Exception {
        try (SmallFarm farm = SmallFarm.start(homes);
                NodeProcess stranger = NodeProcess.start(
                        homes.resolve("stranger"),
                        "worker",
                        "--name",
                        "stranger",
                        "--manager",
                        "http://127.0.0.1:" + farm.managerPort)) {
            Patience.until(
                    Duration.ofSeconds(30), "a refusal in the stranger's log", () -> !stranger.linesWith("join token")
                            .isEmpty());
            assertEquals(2, farm.api().list("/api/v1/workers").size());
        }
    }

    /** The steps that a node's log shows of somebody's handshake, in the order they were logged. */
    private static List<Integer> steps(NodeProcess node, String who) {
        List<Integer> steps = new ArrayList<>();
        for (String line : node.output().lines().toList()) {
            Matcher step = STEP.matcher(line);
            if (step.find() && (line + " ").matches(".*\\b" + Pattern.quote(who) + "[^\\w-].*")) {
                steps.add(Integer.valueOf(step.group(1)));
            }
        }
        return steps;
    }

    private static List<String> ids(List<JsonNode> rows) {
        return rows.stream().map(row -> row.get("id").asText()).sorted().toList();
    }
}
