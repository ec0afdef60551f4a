package org.tablao.itests.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.tablao.itests.Distribution;
import org.tablao.itests.NodeProcess;
import org.tablao.itests.Patience;
import org.tablao.itests.chaos.FaultyProxy.Fault;

/** Makes trouble, at moments and places that a seed decides. */
final class Troubles {
    private static final int HOME_IN_USE = 5;
    private static final Duration LONGER_THAN_A_LEASE = ChaosFarm.LEASE_AND_GRACE.plusMillis(1_500);

    private final ChaosFarm farm;
    private final Random random;

    Troubles(ChaosFarm farm, Random random) {
        this.farm = farm;
        this.random = random;
    }

    void make(Trouble trouble, List<String> jobs) throws IOException, InterruptedException {
        Patience.pass(Duration.ofMillis(random.nextInt(1_200)));
        switch (trouble) {
            case KILL_SERVER -> kill(farm.server);
            case KILL_MANAGER -> kill(farm.manager);
            case KILL_WORKER -> kill(anyWorker());
            case FREEZE_MANAGER -> freeze(farm.manager);
            case FREEZE_WORKER -> freeze(anyWorker());
            case LOST_REPLIES -> proxies(Fault.LOSE_REPLY, 30, Duration.ofSeconds(3));
            case DOUBLED_CALLS -> proxies(Fault.DOUBLE, 100, Duration.ofSeconds(4));
            case LATE_CALLS -> proxies(Fault.LATE, 20, Duration.ofSeconds(3));
            case PARTITION -> partition();
            case CANCEL -> farm.api()
                    .send(
                            "POST",
                            "/api/v1/jobs/" + jobs.get(random.nextInt(jobs.size())) + "/cancel",
                            Optional.empty());
            case CLONED_WORKER -> clone(anyWorker());
            case SECOND_MANAGER -> secondManager();
        }
    }

    private ChaosNode anyWorker() {
        return farm.workers.get(random.nextInt(farm.workers.size()));
    }

    private void kill(ChaosNode node) throws IOException, InterruptedException {
        node.kill();
        Patience.pass(Duration.ofMillis(random.nextInt(800)));
        node.start();
    }

    private static void freeze(ChaosNode node) throws IOException, InterruptedException {
        node.freeze();
        Patience.pass(LONGER_THAN_A_LEASE);
        node.thaw();
    }

    private void proxies(Fault fault, int percent, Duration time) {
        Random own = new Random(random.nextLong());
        Function<String, Fault> script = kind -> {
            synchronized (own) {
                return own.nextInt(100) < percent ? fault : Fault.NONE;
            }
        };
        farm.toManager.script(script);
        farm.toServer.script(script);
        Patience.pass(time);
        calm();
    }

    /** Both ways, or one way only: what is asked arrives, what is answered does not. */
    private void partition() {
        Fault fault = random.nextBoolean() ? Fault.CUT : Fault.LOSE_REPLY;
        (random.nextBoolean() ? farm.toManager : farm.toServer).script(kind -> fault);
        Patience.pass(Duration.ofMillis(1_000 + random.nextInt(4_000)));
        calm();
    }

    void calm() {
        farm.toManager.script(kind -> Fault.NONE);
        farm.toServer.script(kind -> Fault.NONE);
    }

    /** A copied disk, started beside the original: it is refused for as long as the original is alive. */
    private void clone(ChaosNode worker) throws IOException, InterruptedException {
        Path home = farm.folder.resolve("clone");
        Trees.remove(home);
        for (String part : List.of("etc", "plugins", "data")) {
            Trees.copy(worker.home().resolve(part), home.resolve(part));
        }
        try (NodeProcess clone = NodeProcess.start(home, worker.arguments())) {
            Patience.until(Duration.ofSeconds(20), () -> "a refusal:\n" + clone.output(), () -> !clone.linesWith(
                            "not joined yet")
                    .isEmpty());
            Patience.pass(Duration.ofSeconds(2));
            assertEquals(List.of(), clone.linesWith(" begins: "), "the clone got work");
            assertTrue(worker.process().isAlive(), "the original");
            assertEquals(List.of(), worker.process().linesWith("takes no more work"), "the original was put out");
        }
    }

    private void secondManager() throws IOException, InterruptedException {
        NodeProcess onTheHome = NodeProcess.begin(farm.manager.home(), farm.manager.arguments());
        assertEquals(HOME_IN_USE, onTheHome.awaitExit(), onTheHome::output);
        Path home = farm.folder.resolve("second");
        Trees.remove(home);
        Files.createDirectories(home.resolve("data"));
        // Its store is the first one's, wherever that is.
        Files.createSymbolicLink(home.resolve("data/store"), farm.manager.home().resolve("data/store"));
        Files.createSymbolicLink(home.resolve("etc"), farm.manager.home().resolve("etc"));
        String[] arguments = farm.manager.arguments();
        arguments[2] = "" + Distribution.freePort();
        NodeProcess onTheStore = NodeProcess.begin(home, arguments);
        try {
            Patience.until(Duration.ofSeconds(30), () -> "a refusal:\n" + onTheStore.output(), () -> !onTheStore
                    .linesWith("is open in another process")
                    .isEmpty());
        } finally {
            onTheStore.kill();
        }
        assertTrue(farm.manager.process().isAlive(), "the manager whose store it is");
    }
}
