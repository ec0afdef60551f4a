package org.tablao.itests.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tablao.itests.Distribution;

/** A process dies between each two steps of what must be all or nothing; the next one finishes it. */
class FailpointTest {
    private static final int AS_KILLED = 137;
    private static final int TASKS = 6;
    private static final Duration MOST = Duration.ofSeconds(120);

    private static ChaosFarm farm;

    @BeforeAll
    static void startAFarm() throws IOException, InterruptedException {
        Path folder = Distribution.project().resolve("itests/target/failpoints");
        Trees.remove(folder);
        farm = ChaosFarm.start(Files.createDirectories(folder), 1, FakeRenderer.build());
        for (ChaosNode host : List.of(farm.server, farm.manager)) {
            // Nobody is cloned here: who comes back need not wait until its earlier process was silent for long.
            Files.writeString(host.home().resolve("etc/org.tablao.handshake.cfg"), "alive.seconds = 1\n");
        }
    }

    @AfterAll
    static void endIt() throws IOException {
        farm.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "worker.before-journal",
                "worker.after-journal",
                "worker.accepted",
                "worker.between-renames",
                "worker.renamed",
                "worker.confirmed"
            })
    void publishesOnceAlthoughTheWorkerDies(String place) throws Exception {
        diesAndRecovers(farm.workers.get(0), place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store.between-statements:9", "store.before-commit:9", "store.after-commit:9"})
    void losesAndDoublesNothingAlthoughTheManagerDies(String place) throws Exception {
        diesAndRecovers(farm.manager, place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store.between-statements:7", "store.before-commit:5", "store.after-commit:5"})
    void losesAndDoublesNothingAlthoughTheServerDies(String place) throws Exception {
        diesAndRecovers(farm.server, place);
    }

    private static void diesAndRecovers(ChaosNode node, String place) throws IOException, InterruptedException {
        int before = farm.api().list("/api/v1/jobs").size();
        node.kill();
        node.startToDie(place);
        String name = "dies at " + place.replace(':', ' ');
        boolean answered = submits(name);
        assertEquals(AS_KILLED, node.awaitDeath(), place);
        node.start();
        String job = farm.submitted(name, TASKS, 200);
        assertEquals("completed", farm.api().awaitEnd(job, MOST).get("status").asText(), place);
        assertEquals(
                before + 1, farm.api().list("/api/v1/jobs").size(), () -> "one job, answered at once: " + answered);
        farm.awaitCleanRest();
    }

    /** Answers false where the server died of it. */
    private static boolean submits(String name) throws InterruptedException {
        try {
            return farm.submit(name, TASKS, 200).status() == 201;
        } catch (IOException e) {
            return false;
        }
    }
}
