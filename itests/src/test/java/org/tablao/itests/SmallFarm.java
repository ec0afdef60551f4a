package org.tablao.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server, a manager and two workers, each a process of its own. */
final class SmallFarm implements AutoCloseable {
    final int serverPort = Distribution.freePort();
    final int managerPort = Distribution.freePort();
    final NodeProcess server;
    final NodeProcess manager;
    final List<NodeProcess> workers = new ArrayList<>();
    private final Path homes;

    private SmallFarm(Path homes, int workerCount) throws IOException, InterruptedException {
        this.homes = homes;
        this.server = NodeProcess.start(homes.resolve("server"), "server", "--port", "" + serverPort);
        NodeProcess started = null;
        try {
            started = startManager();
            for (int i = 1; i <= workerCount; i++) {
                workers.add(startWorker("w" + i));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
        this.manager = started;
    }

    static SmallFarm start(Path homes) throws IOException, InterruptedException {
        SmallFarm farm = new SmallFarm(homes, 2);
        farm.awaitWorkers(2);
        return farm;
    }

    /** A server and a manager. */
    static SmallFarm startWithoutWorkers(Path homes) throws IOException, InterruptedException {
        return new SmallFarm(homes, 0);
    }

    NodeProcess startManager() throws IOException, InterruptedException {
        return NodeProcess.start(
                homes.resolve("manager"),
                "manager",
                "--port",
                "" + managerPort,
                "--name",
                "m1",
                "--server",
                "http://127.0.0.1:" + serverPort,
                "--join",
                "@" + server.home().resolve("data/join.token"));
    }

    NodeProcess startWorker(String name) throws IOException, InterruptedException {
        return NodeProcess.start(
                homes.resolve(name),
                "worker",
                "--name",
                name,
                "--manager",
                "http://127.0.0.1:" + managerPort,
                "--join",
                "@" + homes.resolve("manager/data/join.token"));
    }

    Api api() throws IOException {
        return new Api(serverPort, server.adminToken());
    }

    void awaitWorkers(int count) throws IOException {
        Api api = api();
        Patience.until(
                java.time.Duration.ofSeconds(30),
                count + " workers that are there",
                () -> api.list("/api/v1/workers").stream()
                                .filter(worker -> List.of("idle", "busy")
                                        .contains(worker.get("status").asText()))
                                .count()
                        == count);
    }

    @Override
    public void close() {
        workers.forEach(NodeProcess::close);
        if (manager != null) {
            manager.close();
        }
        server.close();
    }
}
