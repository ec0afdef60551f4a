package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.node.Refusal;

class RestartTest {
    private final Stage stage = new Stage();

    @Test
    void knowsWhichTasksAreLeftAfterARestart() {
        stage.job(Stage.JOB, 50, List.of(Stage.planned(1), Stage.planned(2), Stage.planned(3, 1, 2)));
        stage.report("ann", stage.work("ann"), "completed");
        stage.restart();
        String second = stage.work("ann");
        assertEquals(Stage.JOB + ".2.1", second);
        stage.report("ann", second, "completed");
        stage.report("ann", stage.work("ann"), "completed");
        assertEquals("completed", stage.jobRow().status());
    }

    @Test
    void takesTheReportOfAnAttemptThatWasLeasedBeforeTheRestart() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.restart();
        stage.pass(34);
        stage.join("ann", "boot-1");
        assertTrue(stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false)
                .publish());
        stage.restart();
        stage.publish("ann", lease, "");
        assertEquals("completed", stage.task(1));
    }

    @Test
    void countsEveryLeaseAsJustRenewed() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.seconds += 10_000;
        stage.restart();
        stage.pass(34);
        assertEquals("leased", stage.attempt(lease).status());
        stage.pass(1);
        assertEquals("lost", stage.attempt(lease).status());
    }

    @Test
    void answersAReportThatComesAgainAfterTheRestart() {
        stage.job(2);
        String lease = stage.work("ann");
        stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false);
        stage.restart();
        assertTrue(stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false)
                .publish());
        stage.publish("ann", lease, "");
        stage.restart();
        stage.publish("ann", lease, "");
        assertFalse(stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false)
                .publish());
    }

    @Test
    void hasTheFilesSettledOfAnAcceptedAttemptThatNobodyConfirms() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false);
        stage.restart();
        stage.pass(35);
        assertEquals(List.of(lease), settled());
        assertEquals(List.of(Stage.frame(1)), stage.settlements.get(0).files());
        assertEquals("running", stage.task(1), "no requeue before that is known");
        stage.run(step -> stage.state().settled(step, lease, ""));
        assertEquals("completed", stage.task(1));
        assertEquals(1, stage.events.get(stage.events.size() - 1).frames().size());
    }

    @Test
    void requeuesATaskWhoseFilesAreNowhere() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false);
        stage.pass(35);
        stage.run(step -> stage.state().settled(step, lease, "Neither file is whole."));
        assertEquals("failed", stage.attempt(lease).status());
        assertEquals("queued", stage.task(1));
        assertEquals(Refusal.STALE, Stage.refusalOf(() -> stage.publish("ann", lease, "")));
    }

    @Test
    void takesTheConfirmationThatComesWhileTheFilesAreLookedAt() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false);
        stage.pass(35);
        stage.publish("ann", lease, "");
        assertEquals("completed", stage.task(1));
        int events = stage.events.size();
        stage.run(step -> stage.state().settled(step, lease, "Too late."));
        assertEquals(events, stage.events.size());
    }

    @Test
    void losesWhatAnEarlierStartOfTheWorkerRan() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.join("ann", "boot-2");
        assertEquals(Stage.JOB + ".1.2", Stage.only(stage.ask("ann")).leaseId());
        assertEquals("lost", stage.attempt(lease).status());
    }

    @Test
    void takesTheReportThatTheWorkerKeptOverItsOwnRestart() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.join("ann", "boot-2");
        assertEquals(List.of(), stage.ask("ann", 2, List.of(lease), 0));
        assertTrue(stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false)
                .publish());
        stage.publish("ann", lease, "");
        assertEquals("completed", stage.task(1));
    }

    @Test
    void leavesAnAcceptedAttemptToTheWorkerThatKeptItOverItsOwnRestart() {
        stage.job(2);
        String kept = stage.work("ann");
        String lost = Stage.only(stage.ask("ann", 2, List.of(kept), 0)).leaseId();
        stage.report("ann", kept, "completed", List.of(Stage.frame(1)), false);
        stage.report("ann", lost, "completed", List.of(Stage.frame(2)), false);
        stage.join("ann", "boot-2");
        stage.ask("ann", 2, List.of(kept), 0);
        assertEquals(List.of(lost), settled());
        stage.publish("ann", kept, "");
        assertEquals("completed", stage.task(1));
    }

    @Test
    void remembersACancelThatWasNotDone() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.wish(2, "cancel", 50);
        stage.restart();
        assertTrue(stage.beat("ann", lease).stop());
    }

    @Test
    void remembersWhyAJobWillFail() {
        stage.job(2);
        stage.report("ann", stage.work("ann"), "missing-asset");
        stage.restart();
        stage.report("ann", stage.work("ann"), "completed");
        assertEquals(
                "1 of 2 tasks failed. Task 1 (frames 1): It missing-asset.",
                stage.jobRow().reason());
    }

    @Test
    void keepsAJobThatHasEndedUntilTheServerKnows() {
        stage.job(1);
        stage.report("ann", stage.work("ann"), "completed");
        stage.restart();
        assertEquals(Stage.JOB, stage.state().availability().held().get(0).jobId());
        stage.run(step -> stage.state().acknowledged(step, stage.events.size()));
        assertEquals(List.of(), stage.state().availability().held());
    }

    @Test
    void keepsAJobWhoseEndNoEventHasToldYet() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.run(step -> {
            stage.state().report(step, "ann", lease, stage.reportOf(lease, "completed", List.of()), false);
            // One step for both, as when they are committed together.
            stage.state().acknowledged(step, stage.events.size());
        });
        assertEquals(1, stage.state().availability().held().size());
        assertEquals(
                "completed",
                stage.events.get(stage.events.size() - 1).jobs().get(0).status());
    }

    @Test
    void writesTheServersNameForItIntoItsWorkersRows() {
        stage.join("ann");
        stage.run(step -> stage.state().named(step, "manager-7"));
        assertEquals("manager-7", stage.state().worker("ann").orElseThrow().managerId());
    }

    @Test
    void remembersWhatTheServerCallsItWhenItsStateIsLoadedAnew() {
        stage.join("ann");
        stage.run(step -> stage.state().named(step, "m-1"));
        stage.restart();
        stage.join("bob");
        assertEquals("m-1", stage.state().worker("bob").orElseThrow().managerId());
    }

    private List<String> settled() {
        return stage.settlements.stream().map(Effects.Settlement::leaseId).toList();
    }
}
