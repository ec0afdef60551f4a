package org.tablao.itests.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tablao.itests.Distribution;
import org.tablao.itests.chaos.FaultyProxy.Fault;

/** Each call between nodes may be sent twice, from the first to the last. */
class DoubleSendTest {
    private static final Duration MOST = Duration.ofSeconds(120);

    @Test
    void runsAFarmInWhichEveryCallIsSentTwice() throws Exception {
        Path folder = Distribution.project().resolve("itests/target/double-send");
        Trees.remove(folder);
        try (ChaosFarm farm =
                ChaosFarm.start(Files.createDirectories(folder), 2, FakeRenderer.build(), kind -> Fault.DOUBLE)) {
            String job = farm.submitted("every call twice", 20, 200);

            assertEquals(
                    "completed", farm.api().awaitEnd(job, MOST).get("status").asText());

            for (JsonNode task : farm.api().list("/api/v1/jobs/" + job + "/tasks")) {
                int most = task.get("failures").asInt() + 1;
                assertEquals(most, task.get("attempt").asInt(), () -> "an attempt was lost to a doubled call: " + task);
            }
            assertEquals(2, farm.api().list("/api/v1/workers").size());
            farm.awaitCleanRest();
            assertTrue(
                    farm.toManager
                            .done()
                            .keySet()
                            .containsAll(Set.of(
                                    "DOUBLE identify",
                                    "DOUBLE available",
                                    "DOUBLE heartbeat",
                                    "DOUBLE log",
                                    "DOUBLE report",
                                    "DOUBLE published")),
                    farm.toManager.done()::toString);
            assertTrue(
                    farm.toServer
                            .done()
                            .keySet()
                            .containsAll(
                                    List.of("DOUBLE identify", "DOUBLE available", "DOUBLE events", "DOUBLE blob")),
                    farm.toServer.done()::toString);
        }
    }
}
