package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tablao.nodeapi.node.Refusal;

class FailureTest {
    private final Stage stage = new Stage();

    @ParameterizedTest
    @ValueSource(strings = {"crashed", "bad-output", "plugin-fault", "timed-out", "out-of-memory"})
    void failsATaskAtItsThirdFailure(String outcome) {
        stage.job(1);
        stage.report("ann", stage.work("ann"), outcome);
        stage.report("ann", stage.work("ann"), outcome);
        assertEquals("queued", stage.task(1));
        stage.report("ann", stage.work("ann"), outcome);
        assertEquals("failed", stage.task(1));
        assertEquals("failed", stage.jobRow().status());
        assertEquals(
                "1 of 1 task failed. Task 1 (frames 1): It " + outcome + ".",
                stage.jobRow().reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing-asset", "refused-parameters"})
    void failsAtOnceWhatNoOtherAttemptWouldMend(String outcome) {
        stage.job(1);
        String lease = stage.work("ann");
        stage.report("ann", lease, outcome);
        assertEquals("failed", stage.task(1));
        assertEquals(
                outcome.equals("missing-asset") ? "failed" : "refused",
                stage.attempt(lease).status());
    }

    @Test
    void doesNotCountAnInterruption() {
        stage.job(1);
        for (int i = 0; i < 5; i++) {
            stage.report("ann", stage.work("ann"), "interrupted");
        }
        assertEquals("queued", stage.task(1));
        assertEquals(0, stage.taskRow(Stage.JOB, 1).failures());
        assertEquals(5, stage.taskRow(Stage.JOB, 1).attempt());
    }

    @Test
    void retriesOnTheSameWorkerWhereItIsAlone() {
        stage.job(1);
        stage.join("bob");
        stage.report("ann", stage.work("ann"), "crashed");
        assertEquals(Stage.JOB + ".1.2", stage.work("ann"));
    }

    @Test
    void doesNotGiveARetryToTheWorkerThatFailedWhileAnotherIsThere() {
        stage.job(2);
        String first = stage.work("ann");
        String second = stage.work("bob");
        stage.report("ann", first, "crashed");
        assertEquals(List.of(), stage.ask("ann"));
        stage.report("bob", second, "completed");
        assertEquals(Stage.JOB + ".1.2", stage.work("bob"));
    }

    @Test
    void remembersOverARestartOnWhichWorkerAJobFailed() {
        stage.job(2);
        String first = stage.work("ann");
        stage.work("bob");
        stage.report("ann", first, "crashed");
        stage.restart();
        assertEquals(List.of(), stage.ask("ann"));
    }

    @Test
    void givesARetryToTheWorkerThatFailedWhenTheOtherGoes() {
        stage.job(2);
        String first = stage.work("ann");
        stage.work("bob");
        stage.report("ann", first, "crashed");
        stage.park("ann");
        assertFalse(stage.delivered.containsKey("ann"));
        stage.run(step -> stage.state().workerLeft(step, "bob"));
        assertTrue(stage.delivered.containsKey("ann"));
    }

    @Test
    void goesOnWithTheOtherTasksWhenOneHasFailed() {
        stage.job(2);
        stage.report("ann", stage.work("ann"), "missing-asset");
        assertEquals("active", stage.jobRow().status());
        stage.report("ann", stage.work("ann"), "completed");
        assertEquals("failed", stage.jobRow().status());
        assertEquals(
                "1 of 2 tasks failed. Task 1 (frames 1): It missing-asset.",
                stage.jobRow().reason());
    }

    @Test
    void cancelsWhatWaitsForATaskThatFailed() {
        stage.job(Stage.JOB, 50, List.of(Stage.planned(1), Stage.planned(2, 1), Stage.planned(3, 2), Stage.planned(4)));
        stage.report("ann", stage.work("ann"), "missing-asset");
        assertEquals("cancelled", stage.task(2));
        assertEquals("cancelled", stage.task(3));
        assertEquals(
                "It waits for task 1, which failed.",
                stage.taskRow(Stage.JOB, 3).reason());
        stage.report("ann", stage.work("ann"), "completed");
        assertEquals("failed", stage.jobRow().status());
    }

    @Test
    void requeuesATaskWhoseWorkerIsSilentForLeaseAndGrace() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.pass(34);
        assertEquals("leased", stage.attempt(lease).status());
        stage.pass(1);
        assertEquals("lost", stage.attempt(lease).status());
        assertEquals("lost", stage.worker("ann"));
        assertEquals("queued", stage.task(1));
        assertEquals(Refusal.STALE, Stage.refusalOf(() -> stage.report("ann", lease, "completed")));
    }

    @Test
    void keepsALeaseThatIsHeardOf() {
        stage.job(1);
        String lease = stage.work("ann");
        for (int i = 0; i < 20; i++) {
            stage.pass(20);
            stage.beat("ann", lease);
        }
        assertEquals("running", stage.attempt(lease).status());
        assertEquals("busy", stage.worker("ann"));
    }

    @Test
    void failsATaskThatWasLostTenTimes() {
        stage.job(1);
        for (int i = 0; i < 10; i++) {
            stage.work("ann");
            stage.pass(35);
        }
        assertEquals("failed", stage.task(1));
        assertEquals("lost", stage.taskRow(Stage.JOB, 1).outcome());
    }

    @Test
    void countsLossesAndNotWhatWasHandedBack() {
        stage.job(1);
        for (int i = 0; i < 12; i++) {
            stage.report("ann", stage.work("ann"), "interrupted");
        }
        stage.work("ann");
        stage.pass(35);
        assertEquals("queued", stage.task(1), "it was lost once, on its thirteenth attempt");
    }

    @Test
    void takesBackAWorkerThatWasLost() {
        stage.join("ann");
        stage.ask("ann");
        stage.pass(35);
        assertEquals("lost", stage.worker("ann"));
        stage.ask("ann");
        assertEquals("idle", stage.worker("ann"));
    }

    @Test
    void endsTheAttemptsOfAWorkerThatWasStartedAnew() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.join("ann", "boot-2");
        assertEquals("starting", stage.worker("ann"));
        assertEquals(Stage.JOB + ".1.2", stage.work("ann"));
        assertEquals("lost", stage.attempt(lease).status());
    }

    @Test
    void keepsTheAttemptsOfAWorkerThatOnlyIdentifiesAgain() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.join("ann", "boot-1");
        assertEquals("leased", stage.attempt(lease).status());
        assertEquals("busy", stage.worker("ann"));
    }

    @Test
    void interruptsTheAttemptsOfAWorkerThatLeaves() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.run(step -> stage.state().workerLeft(step, "ann"));
        assertEquals("interrupted", stage.attempt(lease).status());
        assertEquals("offline", stage.worker("ann"));
        assertEquals(Refusal.UNAUTHENTICATED, Stage.refusalOf(() -> stage.ask("ann")));
    }
}
