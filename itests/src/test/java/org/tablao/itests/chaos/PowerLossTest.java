package org.tablao.itests.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tablao.itests.Distribution;

/** What a node acknowledges is on its disk by then, by the word of the operating system. */
class PowerLossTest {
    private static final Duration MOST = Duration.ofSeconds(180);
    private static final int TASKS = 8;
    private static final String CALLS =
            "trace=openat,fsync,fdatasync,read,readv,recvfrom,recvmsg,write,writev,pwrite64,sendto,"
                    + "sendmsg,rename,renameat,renameat2";

    @Test
    void acknowledgesAndConfirmsOnlyWhatASyncHasSecured() throws Exception {
        Path folder = Distribution.project().resolve("itests/target/power-loss");
        Trees.remove(folder);
        try (ChaosFarm farm = ChaosFarm.start(Files.createDirectories(folder), 1, FakeRenderer.build())) {
            for (ChaosNode node : farm.nodes()) {
                node.process().stop();
                node.startTraced(List.of(
                        "strace",
                        "-D",
                        "-f",
                        "--seccomp-bpf",
                        "-ttt",
                        "-yy",
                        "-s",
                        "160",
                        "-e",
                        CALLS,
                        "-o",
                        trace(node).toString()));
            }
            farm.awaitWorkers();
            String job = farm.submitted("traced", TASKS, 100);
            assertEquals(
                    "completed", farm.api().awaitEnd(job, MOST).get("status").asText());
            farm.awaitCleanRest();
            for (ChaosNode node : farm.nodes()) {
                node.process().stop();
            }
            assertSecured(
                    TASKS,
                    SyncOrder.acknowledgements(calls(farm.manager), log(farm.manager), Set.of("report", "published")));
            assertSecured(
                    TASKS / 2,
                    SyncOrder.acknowledgements(
                            sinceSubmission(calls(farm.server)), log(farm.server), Set.of("events", "jobs")));
            assertSecured(TASKS, SyncOrder.publications(calls(farm.workers.get(0))));
        }
    }

    private static void assertSecured(int least, SyncOrder.Verdict verdict) {
        assertEquals(List.of(), verdict.wrong());
        assertTrue(verdict.checked() >= least, () -> "only " + verdict.checked() + " were seen");
        System.out.println("power loss: " + verdict.checked() + " looked at");
    }

    /** Before it, the manager that was started anew repeats an event that the server has had on its disk for long. */
    private static List<SystemCall> sinceSubmission(List<SystemCall> calls) {
        double submitted = calls.stream()
                .filter(call -> call.receives() && call.text().contains("\"POST /api/v1/jobs "))
                .findFirst()
                .orElseThrow()
                .start();
        // How files were opened holds on.
        return calls.stream()
                .filter(call -> call.start() >= submitted || call.is("openat"))
                .toList();
    }

    private static List<SystemCall> calls(ChaosNode node) throws IOException {
        return SystemCall.read(Files.readAllLines(trace(node), StandardCharsets.ISO_8859_1));
    }

    private static Path trace(ChaosNode node) {
        return node.home().resolveSibling(node.home().getFileName() + ".trace");
    }

    private static Path log(ChaosNode node) {
        return node.home().resolve("data/store/log");
    }
}
