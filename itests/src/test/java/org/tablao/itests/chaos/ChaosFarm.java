package org.tablao.itests.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tablao.itests.Api;
import org.tablao.itests.Distribution;
import org.tablao.itests.Patience;
import org.tablao.itests.PostgresProcess;

/** A server, a manager and workers as processes, with leases of seconds, a fake renderer, and proxies between all of them. */
final class ChaosFarm implements AutoCloseable {
    /** After so long nobody may hold on to a lease, nor be waited for. */
    static final Duration LEASE_AND_GRACE = Duration.ofMillis(3_500);

    private static final Duration LATE = LEASE_AND_GRACE.plusSeconds(1);

    final Path folder;
    final ChaosNode server;
    final ChaosNode manager;
    final List<ChaosNode> workers = new ArrayList<>();
    final FaultyProxy toServer;
    final FaultyProxy toManager;
    private final int serverPort = Distribution.freePort();
    private final Optional<PostgresProcess> postgres;

    private ChaosFarm(Path folder, int workerCount, Path plugin, Optional<PostgresProcess> postgres)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.postgres = postgres;
        int managerPort = Distribution.freePort();
        this.toServer = new FaultyProxy(serverPort, LATE);
        this.toManager = new FaultyProxy(managerPort, LATE);
        this.server = new ChaosNode(folder.resolve("server"), "server", "--port", "" + serverPort);
        this.manager = new ChaosNode(
                folder.resolve("manager"),
                "manager",
                "--port",
                "" + managerPort,
                "--name",
                "m1",
                "--server",
                "http://127.0.0.1:" + toServer.port(),
                "--join",
                "@" + folder.resolve("server/data/join.token"));
        for (int i = 1; i <= workerCount; i++) {
            workers.add(new ChaosNode(
                    folder.resolve("w" + i),
                    "worker",
                    "--name",
                    "w" + i,
                    "--manager",
                    "http://127.0.0.1:" + toManager.port(),
                    "--join",
                    "@" + folder.resolve("manager/data/join.token")));
        }
        configure(server.home(), "org.tablao.server", "heartbeat.seconds = 1\n");
        configure(
                manager.home(),
                "org.tablao.manager",
                "heartbeat.seconds = 0.5\nlease.seconds = 3\nmargin.seconds = 1\ngrace.seconds = 0.5\n");
        drop(plugin, server.home());
        for (ChaosNode worker : workers) {
            drop(plugin, worker.home());
        }
        if (postgres.isPresent()) {
            for (ChaosNode node : List.of(server, manager)) {
                postgres.get().make(database(node));
                postgres.get().serve(node.home(), database(node));
            }
        }
    }

    static ChaosFarm start(Path folder, int workerCount, Path plugin) throws IOException, InterruptedException {
        return start(folder, workerCount, plugin, Optional.empty(), kind -> FaultyProxy.Fault.NONE);
    }

    /** With the stores of server and manager there. */
    static ChaosFarm start(Path folder, int workerCount, Path plugin, PostgresProcess postgres)
            throws IOException, InterruptedException {
        return start(folder, workerCount, plugin, Optional.of(postgres), kind -> FaultyProxy.Fault.NONE);
    }

    /** @param script of both proxies, from the first call on */
    static ChaosFarm start(Path folder, int workerCount, Path plugin, Function<String, FaultyProxy.Fault> script)
            throws IOException, InterruptedException {
        return start(folder, workerCount, plugin, Optional.empty(), script);
    }

    private static ChaosFarm start(
            Path folder,
            int workerCount,
            Path plugin,
            Optional<PostgresProcess> postgres,
            Function<String, FaultyProxy.Fault> script)
            throws IOException, InterruptedException {
        ChaosFarm farm = new ChaosFarm(folder, workerCount, plugin, postgres);
        farm.toManager.script(script);
        farm.toServer.script(script);
        try {
            farm.server.start();
            farm.manager.start();
            for (ChaosNode worker : farm.workers) {
                worker.start();
            }
            farm.awaitWorkers();
            return farm;
        } catch (IOException | InterruptedException | AssertionError e) {
            farm.close();
            throw e;
        }
    }

    Api api() throws IOException {
        return new Api(serverPort, server.process().adminToken());
    }

    List<ChaosNode> nodes() {
        return Stream.concat(Stream.of(server, manager), workers.stream()).toList();
    }

    void awaitWorkers() throws IOException {
        Api api = api();
        Patience.until(
                Duration.ofSeconds(60),
                "workers with the fake renderer",
                () -> api.list("/api/v1/workers").stream()
                                .filter(worker -> List.of("idle", "busy")
                                        .contains(worker.get("status").asText()))
                                .filter(worker ->
                                        worker.get("capabilities").toString().contains("chaos-render"))
                                .count()
                        == workers.size());
        Patience.until(Duration.ofSeconds(60), "the job type", () -> api.get("/api/v1/job-types")
                .text()
                .contains("\"chaos\""));
    }

    /** Submits a job of the fake renderer under its name as the key: however often, it is one job. */
    Api.Answer submit(String name, int tasks, int mostMillis) throws IOException, InterruptedException {
        Path out = folder.resolve("out/" + name);
        Path beats = Files.createDirectories(out.resolve("beats"));
        Map<String, Object> settings = Map.of(
                "tasks", tasks,
                "seed", name.hashCode(),
                "mostMillis", mostMillis,
                "folder", out.toString(),
                "beats", beats.toString());
        Map<String, Object> submission =
                Map.of("type", "chaos", "name", name, "project", "Chaos", "shot", name, "settings", settings);
        return api().send("POST", "/api/v1/jobs", Optional.of(submission), "Idempotency-Key", name);
    }

    /** The same until it is acknowledged; answers the job's id. */
    String submitted(String name, int tasks, int mostMillis) {
        String[] id = {""};
        Patience.until(Duration.ofSeconds(60), "an answer to a submission", () -> {
            Api.Answer answer = submit(name, tasks, mostMillis);
            if (answer.status() == 200 || answer.status() == 201) {
                id[0] = answer.json().get("id").asText();
            }
            return !id[0].isEmpty();
        });
        return id[0];
    }

    /** Looks at the farm until it is still: what is wrong then stays wrong. */
    void awaitCleanRest() {
        String[] said = {""};
        Patience.until(Duration.ofSeconds(40), () -> "a clean audit:\n" + said[0], () -> {
            said[0] = audit();
            return said[0].endsWith("clean\n");
        });
    }

    /** What all nodes have on their disks at one moment, as if all had been killed at it. */
    Path snapshot() throws IOException, InterruptedException {
        Path copies = folder.resolve("snapshot");
        Trees.remove(copies);
        try {
            for (ChaosNode node : nodes()) {
                node.freeze();
            }
            for (ChaosNode node : nodes()) {
                Path data = node.home().resolve("data");
                Path copy = Files.createDirectories(copies.resolve(node.home().getFileName() + "/data"));
                for (String part : List.of("store", "journal", "attempts", "thumbnails")) {
                    Trees.copy(data.resolve(part), copy.resolve(part));
                }
            }
            if (postgres.isPresent()) {
                for (ChaosNode node : List.of(server, manager)) {
                    String copy = database(node) + "_copy";
                    postgres.get().copy(database(node), copy);
                    postgres.get().serve(copies.resolve(node.home().getFileName()), copy);
                }
            }
        } finally {
            for (ChaosNode node : nodes()) {
                node.thaw();
            }
        }
        return copies;
    }

    /** What the shipped auditor says of a snapshot; clean if it says so in its last line. */
    String audit() throws IOException, InterruptedException {
        Path copies = snapshot();
        List<String> command = new ArrayList<>(List.of(Distribution.command(), "audit", "verify"));
        for (ChaosNode node : nodes()) {
            command.addAll(
                    List.of("--home", copies.resolve(node.home().getFileName()).toString()));
        }
        command.addAll(List.of("--at-rest", "--leftovers-after", "0", "--overlap", "10"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? said : said + "exit code " + process.exitValue();
    }

    private static String database(ChaosNode node) {
        return node.home().getFileName().toString();
    }

    private static void configure(Path home, String pid, String text) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/" + pid + ".cfg"), text);
    }

    private static void drop(Path plugin, Path home) throws IOException {
        Files.createDirectories(home.resolve("plugins"));
        Files.copy(plugin, home.resolve("plugins").resolve(plugin.getFileName()));
    }

    @Override
    public void close() throws IOException {
        toManager.script(kind -> FaultyProxy.Fault.NONE);
        toServer.script(kind -> FaultyProxy.Fault.NONE);
        List<ChaosNode> started =
                nodes().stream().filter(node -> node.process() != null).toList();
        for (int i = started.size() - 1; i >= 0; i--) {
            started.get(i).close();
        }
        toManager.close();
        toServer.close();
    }
}
