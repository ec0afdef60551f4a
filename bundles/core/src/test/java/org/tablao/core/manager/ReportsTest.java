package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;

class ReportsTest {
    private final Stage stage = new Stage();

    @Test
    void acceptsAReportAndCompletesTheTaskOnlyWhenItsFilesArePublished() {
        stage.job(1);
        String lease = stage.work("ann");
        ReportAnswer answer = stage.report("ann", lease, "completed", List.of(Stage.frame(7)), false);
        assertTrue(answer.publish());
        assertEquals("accepted", stage.attempt(lease).status());
        assertEquals("running", stage.task(1));
        stage.publish("ann", lease, "");
        assertEquals("published", stage.attempt(lease).status());
        assertEquals("completed", stage.task(1));
        assertEquals("completed", stage.jobRow().status());
        assertEquals("idle", stage.worker("ann"));
        ManagerEvent last = stage.events.get(stage.events.size() - 1);
        assertEquals(Stage.frame(7), last.frames().get(0).file());
        assertEquals("ann", last.frames().get(0).workerId());
    }

    @Test
    void completesATaskWithoutFilesInOneStep() {
        stage.job(1);
        String lease = stage.work("ann");
        assertFalse(stage.report("ann", lease, "completed").publish());
        assertEquals("completed", stage.task(1));
        assertEquals("", stage.attempt(lease).files());
        stage.publish("ann", lease, "");
    }

    @Test
    void givesTheNextLeaseWithTheAnswerAndLeavesTheWorkerBusy() {
        stage.job(2);
        String lease = stage.work("ann");
        int before = stage.events.size();
        ReportAnswer answer = stage.report("ann", lease, "completed", List.of(Stage.frame(1)), true);
        assertEquals(Stage.JOB + ".2.1", Stage.only(answer.next()).leaseId());
        ManagerEvent event = stage.events.get(before);
        assertEquals(before + 1, stage.events.size());
        assertEquals(List.of(), event.workers());
    }

    @Test
    void answersAReportThatComesTwiceInTheSameWay() {
        stage.job(3);
        String lease = stage.work("ann");
        ReportAnswer first = stage.report("ann", lease, "completed", List.of(Stage.frame(1)), true);
        int events = stage.events.size();
        assertEquals(first, stage.report("ann", lease, "completed", List.of(Stage.frame(1)), true));
        stage.publish("ann", lease, "");
        assertEquals(first, stage.report("ann", lease, "completed", List.of(Stage.frame(1)), true));
        assertEquals(events + 1, stage.events.size());
    }

    @Test
    void answersAFailureThatIsToldTwiceInTheSameWay() {
        stage.job(1);
        String lease = stage.work("ann");
        ReportAnswer first = stage.report("ann", lease, "crashed");
        assertEquals(first, stage.report("ann", lease, "crashed"));
        assertEquals(1, stage.taskRow(Stage.JOB, 1).failures());
    }

    @Test
    void takesAConfirmationThatComesTwiceOnce() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false);
        stage.publish("ann", lease, "");
        int events = stage.events.size();
        stage.publish("ann", lease, "");
        assertEquals(events, stage.events.size());
    }

    @Test
    void refusesAConfirmationBeforeTheReport() {
        stage.job(1);
        String lease = stage.work("ann");
        assertEquals(Refusal.CONFLICT, Stage.refusalOf(() -> stage.publish("ann", lease, "")));
    }

    @Test
    void retriesATaskWhoseFilesCouldNotBePutInPlace() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false);
        stage.publish("ann", lease, "The disk is full.");
        assertEquals("failed", stage.attempt(lease).status());
        assertEquals("bad-output", stage.attempt(lease).outcome());
        assertEquals("queued", stage.task(1));
        stage.publish("ann", lease, "The disk is full.");
        assertEquals(1, stage.taskRow(Stage.JOB, 1).failures());
    }

    @Test
    void refusesEveryClaimThatIsNotCurrent() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.join("bob");
        for (LeaseClaim claim : List.of(
                new LeaseClaim("store-0", 1, 1), new LeaseClaim("store-1", 0, 1), new LeaseClaim("store-1", 1, 2))) {
            Heartbeat beat = new Heartbeat(claim, 0, "", 0);
            Report report = new Report(claim, "completed", "", "", 1, List.of(), Map.of());
            assertEquals(
                    Refusal.STALE,
                    Stage.refusalOf(() -> stage.call(step -> stage.state().heartbeat(step, "ann", lease, beat))));
            assertEquals(
                    Refusal.STALE,
                    Stage.refusalOf(() -> stage.call(step -> stage.state().report(step, "ann", lease, report, true))));
        }
        assertEquals(Refusal.STALE, Stage.refusalOf(() -> stage.beat("bob", lease)));
        assertEquals(Refusal.STALE, Stage.refusalOf(() -> stage.report("bob", lease, "completed")));
        assertEquals("leased", stage.attempt(lease).status());
    }

    @Test
    void refusesAnOutcomeThatIsNoneAndALeaseThatIsNone() {
        stage.job(1);
        String lease = stage.work("ann");
        assertEquals(Refusal.INVALID, Stage.refusalOf(() -> stage.report("ann", lease, "wonderful")));
        Report report = new Report(stage.leases.get(lease).claim(), "completed", "", "", 1, List.of(), Map.of());
        assertEquals(
                Refusal.NOT_FOUND,
                Stage.refusalOf(() -> stage.call(step -> stage.state().report(step, "ann", "../x", report, true))));
    }

    @Test
    void marksAnAttemptAsRunningAtItsFirstHeartbeatAndTellsProgressOnce() {
        stage.job(1);
        String lease = stage.work("ann");
        assertFalse(stage.beat("ann", lease).stop());
        assertEquals("running", stage.attempt(lease).status());
        int events = stage.events.size();
        stage.beat("ann", lease);
        assertEquals(events, stage.events.size());
        assertEquals(0.5, stage.state().takeProgress().get(0).progress());
        assertEquals(List.of(), stage.state().takeProgress());
    }

    @Test
    void numbersEventsWithoutAGapAndDropsThoseThatTheServerHas() {
        stage.job(2);
        stage.report("ann", stage.work("ann"), "completed");
        List<Long> numbers = stage.events.stream().map(ManagerEvent::sequence).toList();
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L).subList(0, numbers.size()), numbers);
        long last = numbers.get(numbers.size() - 1);
        stage.run(step -> stage.state().acknowledged(step, last));
        stage.restart();
        stage.join("bob");
        assertEquals(last + 1, stage.events.get(stage.events.size() - 1).sequence());
    }

    @Test
    void forgetsAJobWhenTheServerKnowsThatItHasEnded() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.report("ann", lease, "completed");
        assertEquals("completed", stage.jobRow().status());
        stage.run(step -> stage.state().acknowledged(step, stage.events.size()));
        assertFalse(stage.store.rows.containsKey("job " + Stage.JOB));
        assertEquals(List.of(), stage.state().availability().held());
    }

    @Test
    void keepsTheLogOpenForAMinuteAfterTheReport() {
        stage.job(1);
        String lease = stage.work("ann");
        assertTrue(stage.state().mayLog("ann", lease, stage.nanos()));
        assertFalse(stage.state().mayLog("bob", lease, stage.nanos()));
        stage.report("ann", lease, "completed");
        stage.pass(60);
        assertTrue(stage.state().mayLog("ann", lease, stage.nanos()));
        stage.pass(1);
        assertFalse(stage.state().mayLog("ann", lease, stage.nanos()));
    }

    @Test
    void knowsAWorkerByItsKeyAndHowLongItWasSilent() {
        stage.join("ann");
        stage.pass(7);
        var known = stage.state().known("key-ann", stage.nanos()).orElseThrow();
        assertEquals("ann", known.nodeId());
        assertEquals(7.0, known.heardSecondsAgo());
        stage.run(step -> stage.state().workerLeft(step, "ann"));
        assertEquals(
                Double.POSITIVE_INFINITY,
                stage.state().known("key-ann", stage.nanos()).orElseThrow().heardSecondsAgo());
        assertTrue(stage.state().known("key-bob", stage.nanos()).isEmpty());
    }
}
