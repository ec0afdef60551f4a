package org.tablao.auditor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each invariant can fail, and is named when it does: wherever the store is. */
abstract class AuditContract {
    private static final String TASK = "task " + SampleHome.JOB;

    @TempDir
    Path root;

    SampleHome home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** The home of a farm in which all is well. */
    abstract SampleHome sample(Path root) throws IOException, SQLException;

    @BeforeEach
    void aFarmInWhichAllIsWell() throws IOException, SQLException {
        home = sample(root);
    }

    @Test
    void findsNothingWhereAllIsWell() {
        assertEquals(ExitCode.CLEAN, verify("--at-rest"), this::output);
        assertTrue(output().contains("2 tasks\n"), this::output);
        assertTrue(output().contains("2 published files\n"), this::output);
        assertTrue(output().endsWith("clean\n"), this::output);
    }

    @Test
    void namesACompletedJobWhoseTasksAreNot() throws SQLException {
        home.sql(
                "DELETE FROM frames WHERE task_number = 2; UPDATE tasks SET status = 'failed' WHERE number = 2;"
                        + "UPDATE attempts SET status = 'failed' WHERE task_number = 2; UPDATE tasks SET failures = 1 WHERE number = 2");
        assertViolated("I1 farm/job " + SampleHome.JOB + ": is completed, but only 1 of its 2 tasks have ended well");
    }

    @Test
    void namesATaskThatRunsInAJobThatHasEnded() throws SQLException {
        home.sql("UPDATE tasks SET status = 'running' WHERE number = 2;"
                + "UPDATE attempts SET status = 'running' WHERE task_number = 2");
        assertViolated("I1 farm/" + TASK + ".2: is running in a job that has ended");
    }

    @Test
    void namesWhatIsUnderWayInAFarmAtRestAlone() throws SQLException {
        home.sql("UPDATE jobs SET status = 'active'");
        assertEquals(ExitCode.CLEAN, verify(), this::output);
        assertViolated("I1 farm/job " + SampleHome.JOB + ": is active in a farm at rest", "--at-rest");
    }

    @Test
    void namesAFrameThatWasRequestedAndHasNoRow() throws SQLException {
        home.sql("DELETE FROM frames WHERE number = 2");
        assertViolated("I2 farm/frame " + SampleHome.JOB + " main 2: was requested, but has no row");
    }

    @Test
    void namesAFrameThatNobodyRequested() throws SQLException {
        home.sql("UPDATE frames SET number = 9, status = 'failed' WHERE number = 2");
        assertViolated("I2 farm/frame " + SampleHome.JOB + " main 9: was not requested, and is failed");
    }

    @Test
    void namesAFrameThatIsPublishedByAnAttemptThatIsNot() throws SQLException {
        home.sql("UPDATE frames SET attempt = 2 WHERE number = 2");
        assertViolated("I2 farm/frame " + SampleHome.JOB + " main 2: is published, but attempt 2.2 is not");
    }

    @Test
    void namesATaskWithTwoAcceptedAttempts() throws SQLException {
        publishTaskOneAgain(50);
        assertViolated("I3 farm/" + TASK + ".1: 2 of its attempts were accepted");
    }

    @Test
    void allowsAUserToHaveACompletedTaskBegunAnew() throws SQLException {
        publishTaskOneAgain(50);
        home.sql("UPDATE jobs SET wish_revision = 2; UPDATE frames SET attempt = 2 WHERE number = 1");
        assertEquals(ExitCode.CLEAN, verify(), this::output);
        home.sql("UPDATE attempts SET leased_at_millis = 0 WHERE number = 2");
        assertViolated("I3 farm/" + TASK + ".1: 2 of its attempts were accepted");
    }

    private void publishTaskOneAgain(long leasedAtMillis) throws SQLException {
        home.sql("INSERT INTO attempts (job_id, task_number, number, epoch, status, worker_id, outcome, reason, hint,"
                + " leased_at_millis, ended_at_millis, run_seconds, files, versions)"
                + " SELECT job_id, task_number, 2, epoch, status, worker_id, outcome, reason, hint, " + leasedAtMillis
                + ", 60, run_seconds, files, versions FROM attempts WHERE task_number = 1;"
                + "UPDATE tasks SET attempt = 2 WHERE number = 1");
    }

    @Test
    void namesACompletedTaskWithoutAPublishedAttempt() throws SQLException {
        home.sql("UPDATE attempts SET status = 'lost' WHERE task_number = 2");
        assertViolated("I3 farm/" + TASK + ".2: is completed, but its attempt 1 was not published");
    }

    @Test
    void namesARowThatPointsAtAMissingOne() throws SQLException {
        home.sql("DELETE FROM workers");
        assertViolated("I4 farm/tasks " + SampleHome.JOB + ": worker_id is W, which is not among the workers");
    }

    @Test
    void namesAFileThatIsGone() throws IOException {
        Files.delete(home.frame(1));
        assertViolated("I5 " + home.frame(1) + ": is not there");
    }

    @Test
    void namesAFileThatWasCut() throws IOException {
        byte[] whole = Files.readAllBytes(home.frame(1));
        Files.write(home.frame(1), Arrays.copyOf(whole, 20));
        assertViolated("I5 " + home.frame(1) + ": has 20 bytes, its row says " + whole.length);
    }

    @Test
    void namesAFileWithOneByteFlipped() throws IOException {
        try (FileChannel file = FileChannel.open(home.frame(2), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {7}), 30);
        }
        assertViolated("I5 " + home.frame(2) + ": has other bytes than its row says");
    }

    @Test
    void namesTheFolderThatAnEndedAttemptLeft() throws IOException {
        Path left = Files.createDirectories(home.output.resolve(".tablao/" + SampleHome.JOB + ".1.1"));
        assertEquals(ExitCode.CLEAN, verify(), this::output);
        assertViolatedLine("I6 " + left + ": is left of an attempt that is published", "--leftovers-after", "0");
    }

    @Test
    void namesTwoAttemptsThatRanAtOnce() throws IOException {
        Files.writeString(
                home.journal(),
                """
                {"attempt": "J.1.1", "mark": "a", "startedMillis": 1000}
                {"attempt": "J.1.2", "mark": "b", "startedMillis": 50000}
                {"attempt": "J.2.1", "mark": "c", "startedMillis": 50000}
                {"mark": "c", "endedMillis": 70000}
                {"mark": "a", "endedMillis": 70000}
                {"mark": "b", "endedMillis": 90000}
                {"mark": "b", "ended""");
        assertEquals(ExitCode.CLEAN, verify("--overlap", "20"), this::output);
        assertViolated("I7 attempts J.1.1 and J.1.2: ran at once for 20.0 s", "--overlap", "19.5");
    }

    @Test
    void namesACounterThatCountsWrong() throws SQLException {
        home.sql("UPDATE tasks SET attempt = 3 WHERE number = 1");
        assertViolated("I8 farm/" + TASK + ".1: counts 3 attempts, but there are 1 and the last has number 1");
    }

    @Test
    void namesAGapInTheEventStream() throws SQLException {
        home.sql("UPDATE outbox SET sequence = 10 WHERE sequence = 8");
        assertViolated("I9 farm/outbox: has 2 events from 7 to 10");
    }

    @Test
    void namesAServerThatMissedEvents() throws SQLException {
        home.sql("UPDATE managers SET event_sequence = 5");
        assertViolated("I9 farm/manager m1: heard up to event 5, the next that is kept is 7");
    }

    @Test
    void namesAProcessThatOutlivedItsAttempt() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sleep", "60");
        builder.environment().put("PROCESS_TREE", "mark-of-the-test");
        Process process = builder.start();
        try {
            Files.writeString(
                    home.journal(),
                    "{\"attempt\": \"" + SampleHome.JOB
                            + ".1.1\", \"mark\": \"mark-of-the-test\", \"startedMillis\": 1}\n");
            assertViolated("I10 process " + process.pid() + ": runs for attempt " + SampleHome.JOB
                    + ".1.1, which is published");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void refusesAHomeWhoseNodeRuns() throws IOException, InterruptedException {
        try (Home running = open(home.folder)) {
            assertTrue(Files.exists(running.folder()));
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "verify",
                            "--home",
                            home.folder.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("The node of " + home.folder + " runs: stop it first.\n", said);
            assertEquals(ExitCode.IN_USE.status(), other.waitFor());
        }
    }

    @Test
    void refusesAFolderThatIsNoHomeAndAnOptionThatItDoesNotKnow() {
        assertEquals(
                ExitCode.UNUSABLE,
                run("verify", "--home", root.resolve("nowhere").toString()));
        assertEquals(ExitCode.USAGE, run("verify"));
        assertEquals(ExitCode.USAGE, run("verify", "--homes", "x"));
        assertEquals(ExitCode.USAGE, run("verify", "--home", "x", "--overlap", "long"));
    }

    static Home open(Path folder) throws IOException {
        try {
            return Home.open(folder);
        } catch (Refused e) {
            throw new AssertionError(e);
        }
    }

    private void assertViolated(String line, String... options) {
        assertEquals(ExitCode.VIOLATED, verify(options), this::output);
        assertTrue(output().lines().anyMatch(line::equals), () -> "no line '" + line + "' in\n" + output());
    }

    private void assertViolatedLine(String beginning, String... options) {
        assertEquals(ExitCode.VIOLATED, verify(options), this::output);
        assertTrue(output().lines().anyMatch(line -> line.startsWith(beginning)), this::output);
    }

    final ExitCode verify(String... options) {
        List<String> line = new ArrayList<>(List.of("verify", "--home", home.folder.toString()));
        line.addAll(Arrays.asList(options));
        return run(line.toArray(String[]::new));
    }

    private ExitCode run(String... line) {
        out.reset();
        err.reset();
        return Main.run(
                List.of(line),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    final String output() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }
}
