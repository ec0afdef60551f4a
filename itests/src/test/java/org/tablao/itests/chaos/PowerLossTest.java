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
import org.tablao.itests.PostgresProcess;

/** What a node acknowledges is on its disk by then, by the word of the operating system. */
class PowerLossTest {
    private static final Duration MOST = Duration.ofSeconds(180);
    private static final int TASKS = 8;
    private static final String CALLS =
            "trace=openat,fsync,fdatasync,read,readv,recvfrom,recvmsg,write,writev,pwrite64,sendto,"
                    + "sendmsg,rename,renameat,renameat2";

    @Test
    void acknowledgesAndConfirmsOnlyWhatASyncHasSecured() throws Exception {
        Path folder = fresh("power-loss");
        try (ChaosFarm farm = ChaosFarm.start(folder, 1, FakeRenderer.build())) {
            renderTraced(farm);
            List<SystemCall> manager = calls(farm.manager);
            List<SystemCall> server = calls(farm.server);
            assertManagerSecured(manager, SyncOrder.syncsOf(manager, log(farm.manager)));
            assertServerSecured(server, SyncOrder.syncsOf(server, log(farm.server)));
            assertSecured(TASKS, SyncOrder.publications(calls(farm.workers.get(0))));
        }
    }

    /** The database is another process: what counts are its syncs. */
    @Test
    void acknowledgesOnlyWhatPostgresHasSecured() throws Exception {
        Path folder = fresh("power-loss-postgres");
        Path trace = folder.resolve("postgres.trace");
        try (PostgresProcess postgres = PostgresProcess.start(strace(trace));
                ChaosFarm farm = ChaosFarm.start(folder, 1, FakeRenderer.build(), postgres)) {
            renderTraced(farm);
            // Many processes, whose descriptors are each one's own: only what is a sync by itself counts.
            List<SystemCall> syncs = SyncOrder.syncsOf(calls(trace), postgres.log()).stream()
                    .filter(SystemCall::syncs)
                    .toList();
            assertManagerSecured(calls(farm.manager), syncs);
            assertServerSecured(calls(farm.server), syncs);
        }
    }

    private static Path fresh(String name) throws IOException {
        Path folder = Distribution.project().resolve("itests/target/" + name);
        Trees.remove(folder);
        return Files.createDirectories(folder);
    }

    private static void renderTraced(ChaosFarm farm) throws IOException, InterruptedException {
        for (ChaosNode node : farm.nodes()) {
            node.process().stop();
            node.startTraced(strace(trace(node)));
        }
        farm.awaitWorkers();
        String job = farm.submitted("traced", TASKS, 100);
        assertEquals("completed", farm.api().awaitEnd(job, MOST).get("status").asText());
        farm.awaitCleanRest();
        for (ChaosNode node : farm.nodes()) {
            node.process().stop();
        }
    }

    private static List<String> strace(Path trace) {
        return List.of(
                "strace", "-D", "-f", "--seccomp-bpf", "-ttt", "-yy", "-s", "160", "-e", CALLS, "-o", trace.toString());
    }

    private static void assertManagerSecured(List<SystemCall> calls, List<SystemCall> syncs) {
        assertSecured(TASKS, SyncOrder.acknowledgements(calls, syncs, Set.of("report", "published")));
    }

    private static void assertServerSecured(List<SystemCall> calls, List<SystemCall> syncs) {
        assertSecured(TASKS / 2, SyncOrder.acknowledgements(sinceSubmission(calls), syncs, Set.of("events", "jobs")));
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
        return calls.stream().filter(call -> call.start() >= submitted).toList();
    }

    private static List<SystemCall> calls(ChaosNode node) throws IOException {
        return calls(trace(node));
    }

    private static List<SystemCall> calls(Path trace) throws IOException {
        return SystemCall.read(Files.readAllLines(trace, StandardCharsets.ISO_8859_1));
    }

    private static Path trace(ChaosNode node) {
        return node.home().resolveSibling(node.home().getFileName() + ".trace");
    }

    private static Path log(ChaosNode node) {
        return node.home().resolve("data/store/log");
    }
}
