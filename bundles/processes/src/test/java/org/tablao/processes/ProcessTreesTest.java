package org.tablao.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessTreesTest {
    private final ProcessTrees trees = new ProcessTrees(Map.of(
            "PATH",
            System.getenv("PATH"),
            "HOME",
            "/home/somebody",
            "TABLAO_JOIN_TOKEN",
            "secret",
            "AWS_KEY",
            "secret"));

    @TempDir
    Path folder;

    @AfterEach
    void endWhatIsLeft() {
        trees.close();
    }

    @Test
    void answersWithTheExitCode() throws Exception {
        assertEquals(0, run("exit 0"));
        assertEquals(7, run("exit 7"));
    }

    @Test
    void answersWith128AndTheSignalThatEndedIt() throws Exception {
        assertEquals(128 + 11, run("kill -SEGV $$"));
        assertEquals(128 + 9, run("kill -KILL $$"));
    }

    @Test
    void readsBothStreamsInOrderToTheLastLine() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        start("for i in 1 2 3; do echo out $i; echo err $i >&2; done; printf last", lines::add)
                .await();
        assertEquals(List.of("out 1", "err 1", "out 2", "err 2", "out 3", "err 3", "last"), lines);
    }

    @Test
    void cutsALineThatDoesNotEnd() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        start("head -c 300000 /dev/zero | tr '\\0' x; echo; echo next", lines::add)
                .await();
        assertEquals(
                List.of(LineReader.LONGEST, 4),
                lines.stream().map(String::length).toList());
    }

    @Test
    void passesOnlyAScrubbedEnvironment() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        trees.start(new ProcessSpec(
                        List.of("env"), Map.of("OCIO", "/ocio"), folder, folder, lines::add, Duration.ofSeconds(1)))
                .await();
        List<String> names = lines.stream()
                .map(line -> line.substring(0, line.indexOf('=')))
                .sorted()
                .toList();
        assertEquals(List.of("HOME", "LANG", "OCIO", "PATH", "PROCESS_TREE", "PWD", "TMPDIR"), names);
    }

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        List<String> command = List.of("printf", "%s\n", "a b", "$(touch x)", "--", "'\"");
        trees.start(ProcessSpec.of(command, folder, lines::add)).await();
        assertEquals(List.of("a b", "$(touch x)", "--", "'\""), lines);
    }

    @Test
    void saysWhichProgramIsMissing() {
        IOException problem = assertThrows(
                IOException.class, () -> trees.start(ProcessSpec.of(List.of("no-such-program"), folder, line -> {})));
        assertEquals("there is no program no-such-program", problem.getMessage());
    }

    @Test
    void endsThreeGenerationsWithAChildThatIgnoresTheRequest() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        ProcessTree tree = start(
                """
                echo $$
                sh -c 'echo $$; trap "" TERM; (trap "" TERM; sh -c "echo \\$\\$; while :; do sleep 1; done") & \
                while :; do sleep 1; done' &
                setsid sh -c 'echo $$; trap "" TERM; while :; do sleep 1; done' &
                wait
                """,
                lines::add);
        List<Long> pids = pids(lines, 4);
        assertTrue(pids.stream().allMatch(ProcessTreesTest::runs));

        tree.end();

        assertTrue(tree.await(Duration.ofSeconds(8)), "ended within the notice and a little more");
        assertEquals(List.of(), pids.stream().filter(ProcessTreesTest::runs).toList());
    }

    @Test
    void endsWhatTheProgramLeftBehind() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        assertEquals(
                0,
                start("setsid sh -c 'echo $$; exec sleep 1000' & sleep 0.3; exit 0", lines::add)
                        .await());
        assertFalse(runs(pids(lines, 1).get(0)));
    }

    @Test
    void endsTheTreeOfALauncherThatWasKilled() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        ProcessTree tree = start("echo $PPID; echo $$; exec sleep 1000", lines::add);
        List<Long> pids = pids(lines, 2);

        ProcessHandle.of(pids.get(0)).orElseThrow().destroyForcibly();

        assertEquals(128 + 9, tree.await());
        assertGone(pids.get(1));
    }

    @Test
    void seesTheMemoryOfTheWholeTree() throws Exception {
        ProcessTree tree = start("(head -c 50000000 /dev/zero; sleep 1.5) | tail -c 45000000 | wc -c", line -> {});
        tree.await();
        assertTrue(tree.peakMemoryBytes() > 40_000_000, () -> "saw " + tree.peakMemoryBytes());
    }

    /** The promise that a worker's death leaves nothing behind, with a real process killed. */
    @Test
    void endsTheTreeWhenItsStarterIsKilled() throws Exception {
        Path pidFile = folder.resolve("pids");
        Process starter = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TreeStarter.class.getName(),
                        pidFile.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals("started", starter.inputReader().readLine());
        List<Long> pids =
                Files.readAllLines(pidFile).stream().map(Long::valueOf).toList();
        assertEquals(3, pids.stream().filter(ProcessTreesTest::runs).count());

        starter.destroyForcibly().waitFor();

        for (long pid : pids) {
            assertGone(pid);
        }
    }

    private int run(String shell) throws Exception {
        return start(shell, line -> {}).await();
    }

    private ProcessTree start(String shell, Consumer<String> lines) throws IOException {
        return trees.start(new ProcessSpec(
                List.of("/bin/sh", "-c", shell), Map.of(), folder, folder, lines, Duration.ofSeconds(2)));
    }

    private static List<Long> pids(BlockingQueue<String> lines, int count) throws InterruptedException {
        List<Long> pids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pids.add(Long.valueOf(lines.poll(10, TimeUnit.SECONDS)));
        }
        return pids;
    }

    private static void assertGone(long pid) {
        if (runs(pid)) {
            ProcessHandle.of(pid)
                    .ifPresent(process ->
                            process.onExit().orTimeout(8, TimeUnit.SECONDS).join());
        }
        assertFalse(runs(pid));
    }

    /** A zombie whose parent does not collect it runs no more. */
    private static boolean runs(long pid) {
        try {
            return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }
}
