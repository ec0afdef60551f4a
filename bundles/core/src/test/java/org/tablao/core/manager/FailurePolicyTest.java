package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.TaskWish;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.worker.Heartbeat;

class FailurePolicyTest {
    private final Stage stage = new Stage();

    @Test
    void triesAgainLaterWhereALicenceWasMissing() {
        stage.job(1);
        stage.report("ann", stage.work("ann"), "licence");
        assertEquals("queued", stage.task(1));
        assertEquals(stage.millis() + 60_000, stage.taskRow(Stage.JOB, 1).notBeforeMillis());
        assertEquals(List.of(), stage.ask("ann"));
        stage.pass(30);
        assertEquals(List.of(), stage.ask("ann"));
        stage.pass(30);
        assertEquals(Stage.JOB + ".1.2", stage.work("ann"));
        assertEquals(0, stage.taskRow(Stage.JOB, 1).notBeforeMillis());
    }

    @Test
    void givesARetryWhosePauseIsOverToAWorkerThatWaits() {
        stage.job(1);
        stage.report("ann", stage.work("ann"), "licence");
        stage.ask("ann", 1, List.of(), 120);
        stage.pass(60);
        assertTrue(stage.delivered.containsKey("ann"));
    }

    @Test
    void beginsThePauseBeforeARetryAnewAfterARestart() {
        stage.job(1);
        stage.report("ann", stage.work("ann"), "licence");
        stage.pass(30);
        stage.ask("ann");
        stage.restart();
        stage.pass(30);
        assertEquals(List.of(), stage.ask("ann"));
        stage.pass(30);
        stage.work("ann");
    }

    @Test
    void doesNotWaitForThePauseOfATaskThatAUserHasBegunAnew() {
        stage.job(1);
        stage.report("ann", stage.work("ann"), "licence");
        wish(2, "requeue", "1");
        assertEquals(Stage.JOB + ".1.2", stage.work("ann"));
    }

    @Test
    void asksForMoreMemoryThanRanOut() {
        PlannedTask task =
                new PlannedTask(1, "frame 1", List.of(), List.of(), List.of(), new Needs(1, 1_000, 0, 0, "", Map.of()));
        stage.job(Stage.JOB, 50, List.of(task));
        stage.report("ann", stage.work("ann"), "out-of-memory");
        assertEquals(1_500, stage.taskRow(Stage.JOB, 1).memoryBytes());
        stage.restart();
        stage.report("ann", stage.work("ann"), "out-of-memory");
        assertEquals(2_250, stage.taskRow(Stage.JOB, 1).memoryBytes());
    }

    @Test
    void goesByWhatAnAttemptWasSeenToTakeWhereNothingIsSaid() {
        stage.job(1);
        String lease = stage.work("ann");
        Heartbeat heartbeat = new Heartbeat(stage.leases.get(lease).claim(), 0.5, "frame 1", 2_000);
        stage.call(step -> stage.state().heartbeat(step, "ann", lease, heartbeat));
        stage.report("ann", lease, "out-of-memory");
        assertEquals(3_000, stage.taskRow(Stage.JOB, 1).memoryBytes());
    }

    @Test
    void letsTheJobSayHowManyFailuresATaskMayHave() {
        job(1, 5, 0);
        for (int i = 0; i < 4; i++) {
            stage.report("ann", stage.work("ann"), "crashed");
        }
        assertEquals("queued", stage.task(1));
        stage.report("ann", stage.work("ann"), "crashed");
        assertEquals("failed", stage.task(1));
    }

    @Test
    void stopsAJobAtItsLimitOfFailures() {
        job(100, 1, 2);
        String running = stage.work("bob");
        stage.report("ann", stage.work("ann"), "crashed");
        assertEquals("active", stage.jobRow().status());
        stage.report("ann", stage.work("ann"), "crashed");
        assertEquals("stop", stage.jobRow().wanted());
        assertEquals(List.of(), stage.ask("ann"));
        stage.restart();
        assertTrue(stage.beat("bob", running).stop());
        stage.report("bob", running, "cancelled");
        assertEquals("failed", stage.jobRow().status());
        assertEquals(
                "It was stopped at its limit of 2 failed tasks. 2 of 100 tasks failed. Task 2 (frames 2): It crashed.",
                stage.jobRow().reason());
        assertEquals(3, stage.store.all(TaskRow.class).size(), "what was never begun has no row");
    }

    @Test
    void keepsACommandAwayFromAWorkerOnWhichItFailedInThreeTasks() {
        stage.job(Stage.JOB, 50, renders(5, Needs.ONE_SLOT));
        offer("ann");
        for (int i = 0; i < 7; i++) {
            assertFalse(stage.store.all(BlockRow.class).stream().anyMatch(BlockRow::blocked), "one task counts once");
            stage.report("ann", offer("ann").get(0), "crashed");
        }
        BlockRow block = stage.store.all(BlockRow.class).get(0);
        assertEquals(
                List.of("render", "ann", 3, true),
                List.of(block.command(), block.workerId(), block.failures(), block.blocked()));
        assertEquals(block, stage.events.get(stage.events.size() - 1).blocks().get(0));
        assertEquals(List.of(), offer("ann"));
        stage.restart();
        assertEquals(List.of(), offer("ann"));
        assertFalse(offer("bob").isEmpty());
        wish(2, "unblock", "ann");
        assertFalse(offer("ann").isEmpty());
        assertFalse(stage.store.all(BlockRow.class).get(0).blocked());
    }

    @Test
    void keepsACommandThatGotMoreMemoryAwayFromABlockedWorker() {
        stage.job(Stage.JOB, 50, renders(5, new Needs(1, 1_000, 0, 0, "", Map.of())));
        for (int i = 0; i < 7; i++) {
            stage.report("ann", offer("ann").get(0), "crashed");
        }
        assertEquals(List.of(), offer("ann"));
        String lease = offer("bob").get(0);
        stage.report("bob", lease, "out-of-memory");
        assertEquals(List.of(), offer("ann"));
    }

    private static List<PlannedTask> renders(int tasks, Needs needs) {
        return IntStream.rangeClosed(1, tasks)
                .mapToObj(number -> new PlannedTask(
                        number,
                        "frame " + number,
                        List.of(new PlannedCommand("render", "0", Map.of())),
                        List.of(),
                        List.of("org.tablao.command;(command=render)"),
                        needs))
                .toList();
    }

    private List<String> offer(String worker) {
        if (!stage.store.rows.containsKey("worker " + worker)) {
            stage.join(worker);
        }
        List<String> leases = new ArrayList<>();
        stage.ask(
                        worker,
                        List.of(new org.tablao.nodeapi.worker.Capability(
                                "org.tablao.command", Map.of("command", "render"))),
                        1,
                        List.of(),
                        0)
                .forEach(lease -> leases.add(lease.leaseId()));
        return leases;
    }

    private void job(int tasks, int attempts, int failureLimit) {
        JobTerms terms = new JobTerms("ascending", 0, attempts, failureLimit, 0, 0, 0);
        JobPlan plan = new JobPlan(
                Stage.JOB,
                IntStream.rangeClosed(1, tasks).mapToObj(Stage::planned).toList(),
                List.of(),
                terms);
        stage.store.plans.put("plan-" + Stage.JOB, plan);
        stage.run(step -> stage.state().leaseJob(step, Stage.leaseOf(Stage.JOB, 50), plan));
    }

    private void wish(long revision, String wanted, String subject) {
        stage.run(step -> stage.state()
                .wish(
                        step,
                        new Wish(Stage.JOB, revision, "run", 50, List.of(new TaskWish(revision, wanted, subject)))));
    }
}
