package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;

/** The lease of its jobs lasts 100 s here, its margin is 40 s; a worker's lease 30 s. */
class ServerLeaseTest {
    private final Stage stage = new Stage();

    @Test
    void goesOnWithoutItsServerUntilTheMargin() {
        stage.job(3);
        answered();
        String lease = stage.work("w1");
        stage.pass(20);
        stage.beat("w1", lease);
        stage.pass(20);
        stage.beat("w1", lease);
        stage.pass(19);
        assertTrue(stage.report("w1", lease, "completed", List.of(Stage.frame(1)), false)
                .publish());
        stage.publish("w1", lease, "");
        assertEquals("completed", stage.task(1));
        assertEquals(1, stage.ask("w1").size());
    }

    @Test
    void finishesNothingMoreAfterIt() {
        stage.job(3);
        answered();
        String lease = beating(60);
        assertEquals(Refusal.STALE, Stage.refusalOf(() -> stage.report("w1", lease, "completed")));
        assertEquals(Refusal.STALE, Stage.refusalOf(() -> stage.beat("w1", lease)));
        assertEquals("running", stage.attempt(lease).status(), "until its worker must have stopped");
        stage.pass(36);
        assertEquals("interrupted", stage.attempt(lease).status());
        assertEquals("queued", stage.task(1));
        assertEquals(0, stage.taskRow(Stage.JOB, 1).failures());
        assertEquals(List.of(), stage.ask("w1"));
    }

    @Test
    void finishesNothingMoreAfterItThoughItWasStartedAnewMeanwhile() {
        stage.job(1);
        answered();
        stage.restart();
        stage.join("w1");
        stage.pass(86_400);
        assertTrue(stage.state().isLeaseOver(stage.nanos()));
        assertEquals(List.of(), stage.ask("w1"));
    }

    @Test
    void beginsAndFinishesNothingAfterAStartBeforeTheServerSaysThatItsJobsStillAreItsOwn() {
        stage.job(2);
        answered();
        String lease = stage.work("w1");
        stage.restartAlone();
        assertTrue(stage.state().isLeaseOver(stage.nanos()));
        assertEquals(List.of(), stage.ask("w1", 2, List.of(), 0), "nor gives again what nobody holds");
        assertEquals(false, stage.beat("w1", lease).stop(), "what runs goes on");
        assertEquals(Refusal.UNAVAILABLE, Stage.refusalOf(() -> stage.report("w1", lease, "completed")));
        stage.park("w1");
        stage.run(step -> stage.state().answered(stage.nanos(), 100, 40));
        assertTrue(stage.state().isLeaseOver(stage.nanos()), "only orders say whose the job is");
        ordered();
        assertEquals(false, stage.state().isLeaseOver(stage.nanos()));
        stage.report("w1", lease, "completed");
        assertEquals("completed", stage.task(1));
        assertEquals(1, stage.ask("w1").size());
    }

    @Test
    void letsWhatRunsAtItsStartGoOnNoLongerThanAWorkersLeaseWithoutOrders() {
        stage.job(1);
        answered();
        String lease = stage.work("w1");
        stage.restartAlone();
        stage.pass(19);
        assertEquals(false, stage.beat("w1", lease).stop());
        stage.pass(1);
        assertEquals(Refusal.STALE, Stage.refusalOf(() -> stage.beat("w1", lease)));
        stage.pass(36);
        assertEquals("interrupted", stage.attempt(lease).status());
        assertEquals(0, stage.taskRow(Stage.JOB, 1).failures());
    }

    @Test
    void takesNoOrdersForAnAnswerThatWereAskedForBeforeItsStart() {
        stage.job(1);
        long asked = stage.nanos();
        stage.seconds += 1;
        stage.restartAlone();
        stage.run(step -> stage.state().ordered(step, asked, 100, 40));
        assertTrue(stage.state().isLeaseOver(stage.nanos()));
    }

    @Test
    void letsNobodyPublishWhatWasAcceptedOnceTheJobIsReleased() {
        stage.job(1);
        String lease = stage.work("w1");
        List<ReportedFile> files = List.of(Stage.frame(1));
        assertTrue(stage.report("w1", lease, "completed", files, false).publish());
        assertTrue(stage.report("w1", lease, "completed", files, false).publish(), "its answer was lost");
        stage.run(step -> stage.state().release(step, new HeldJob(Stage.JOB, 1, 1)));
        assertEquals(Refusal.STALE, Stage.refusalOf(() -> stage.report("w1", lease, "completed", files, false)));
    }

    @Test
    void letsNoWorkerPublishWhileTheManagerLooksForTheFilesItself() {
        stage.job(1);
        String lease = stage.work("w1");
        List<ReportedFile> files = List.of(Stage.frame(1));
        stage.report("w1", lease, "completed", files, false);
        stage.pass(36);
        assertEquals(1, stage.settlements.size());
        assertEquals(Refusal.UNAVAILABLE, Stage.refusalOf(() -> stage.report("w1", lease, "completed", files, false)));
        stage.run(step -> stage.state().settled(step, lease, "Neither is whole."));
        assertEquals(Refusal.STALE, Stage.refusalOf(() -> stage.report("w1", lease, "completed", files, false)));
    }

    @Test
    void publishesForAWorkerOnlyUntilTheMarginAndTriesAgainWhenTheServerIsBack() {
        stage.job(1);
        answered();
        String lease = beating(20);
        stage.report("w1", lease, "completed", List.of(Stage.frame(1)), false);
        long margin = (stage.seconds + 40) * 1_000_000_000L;
        stage.pass(36);
        assertEquals(margin, stage.settlements.get(0).untilNanos());
        stage.pass(4);
        stage.run(step -> stage.state().unsettled(step, lease));
        assertEquals(1, stage.settlements.size());
        ordered();
        assertEquals(2, stage.settlements.size());
    }

    @Test
    void writesEachTaskOnceWhereItIsLeasedAnewWhileItRuns() {
        stage.job(2);
        String first = stage.work("w1");
        lease(2, EarlierTasks.of(stage.store.plans.get("plan-" + Stage.JOB), List.of(), List.of()));
        assertEquals("interrupted", stage.attempt(first).status());
        assertEquals("queued", stage.task(1));
        assertEquals(Stage.JOB + ".1.2", stage.work("w1"), "and no attempt twice");
    }

    @Test
    void tellsThatItGaveUpJobsSinceTheirTasksWereRead() {
        stage.job(2);
        long before = stage.state().givenUp();
        stage.run(step -> stage.state().release(step, new HeldJob(Stage.JOB, 1, 1)));
        assertEquals(false, before == stage.state().givenUp());
        long since = stage.state().givenUp();
        stage.seconds += 1;
        stage.restartAlone();
        assertEquals(false, since == stage.state().givenUp());
    }

    @Test
    void refusesWithinTheSecondBeforeItNoticesItsEnd() {
        stage.job(1);
        answered();
        String lease = beating(59);
        stage.seconds += 1;
        assertEquals(Refusal.STALE, Stage.refusalOf(() -> stage.report("w1", lease, "completed")));
        stage.pass(36);
        assertEquals("interrupted", stage.attempt(lease).status());
    }

    @Test
    void keepsWhatWasAcceptedAndLetsNobodyPublishItAfterItsEnd() {
        stage.job(1);
        answered();
        String lease = beating(40);
        stage.report("w1", lease, "completed", List.of(Stage.frame(1)), false);
        stage.pass(59);
        assertEquals(List.of(), stage.settlements);
        assertEquals(
                Refusal.UNAVAILABLE,
                Stage.refusalOf(() -> stage.report("w1", lease, "completed", List.of(Stage.frame(1)), false)));
        assertEquals("accepted", stage.attempt(lease).status());

        ordered();
        assertEquals(
                List.of(lease),
                stage.settlements.stream().map(Effects.Settlement::leaseId).toList());
    }

    @Test
    void goesOnWithWhatIsStillItsOwnWhenTheServerIsBack() {
        stage.job(2);
        answered();
        beating(60);
        stage.run(step -> stage.state().answered(stage.nanos(), 100, 40));
        stage.join("w2");
        assertEquals(List.of(), stage.ask("w2"), "only orders say whose the job is");
        stage.park("w2");
        ordered();
        assertEquals(1, stage.delivered.get("w2").size());
    }

    @Test
    void endsNothingThatIsToStopBeforeItsWorkerKnows() {
        stage.job(1);
        answered();
        String lease = beating(60);
        assertEquals(List.of(), stage.ask("w1"), "it may have it by an answer that is on its way");
        assertEquals("running", stage.attempt(lease).status());
        ordered();
        assertEquals(List.of(), stage.ask("w1"));
        assertEquals("running", stage.attempt(lease).status());
        stage.pass(36);
        assertEquals("interrupted", stage.attempt(lease).status());
    }

    @Test
    void beginsNothingAnewInPlaceOfWhatMayStillRunWhenTheServerIsBack() {
        stage.job(1);
        answered();
        String lease = beating(60);
        stage.join("w2");
        stage.park("w2");
        ordered();
        assertEquals(List.of(), stage.ask("w2"), "the first worker may not know yet that it is to stop");
        assertEquals(true, stage.beat("w1", lease).stop());
        stage.report("w1", lease, "interrupted");
        assertEquals(1, stage.ask("w2").size());
    }

    @Test
    void givesUpAJobThatIsReleased() {
        stage.job(2);
        String lease = stage.work("w1");
        stage.run(step -> stage.state().release(step, new HeldJob(Stage.JOB, 1, 1)));
        assertEquals("interrupted", stage.attempt(lease).status());
        assertEquals(List.of(), stage.store.all(LeasedJobRow.class));
        assertEquals(List.of(), stage.state().availability().held());
        assertEquals(Refusal.STALE, Stage.refusalOf(() -> stage.report("w1", lease, "completed")));
        assertEquals(List.of(), stage.ask("w1"));
        stage.restart();
        assertEquals(List.of(), stage.state().availability().held());
    }

    @Test
    void countsFailuresAnewWhereItGetsAJobAgain() {
        stage.job(2);
        stage.report("w1", stage.work("w1"), "crashed");
        stage.run(step -> stage.state().release(step, new HeldJob(Stage.JOB, 1, 1)));
        lease(
                2,
                EarlierTasks.of(stage.store.plans.get("plan-" + Stage.JOB), List.of(), stage.store.all(TaskRow.class)));
        stage.report("w1", stage.work("w1"), "crashed");
        BlockRow block = stage.store.all(BlockRow.class).get(0);
        assertEquals(1, block.failures());
        assertEquals(List.of(block), stage.events.get(stage.events.size() - 1).blocks());
    }

    @Test
    void endsAJobAtOnceOfWhichNothingIsLeftWhenItIsLeasedAnew() {
        stage.job(1);
        TaskRow done = new TaskRow(Stage.JOB, 1, 1, "completed", 1, 0, "w1", "completed", "", "", 1_000, 2_000);
        lease(2, new EarlierTasks(List.of(done), Set.of()));
        assertEquals("completed", stage.jobRow().status());
    }

    @Test
    void keepsAJobThatItGotAgainUnderAGreaterEpoch() {
        stage.job(2);
        lease(2, EarlierTasks.NONE);
        stage.run(step -> stage.state().release(step, new HeldJob(Stage.JOB, 1, 1)));
        assertEquals(1, stage.state().availability().held().size());
    }

    @Test
    void takesUpWhatTheServerHasOfAJobAndNeverAnAttemptTwice() {
        stage.job(3);
        String first = stage.work("w1");
        stage.report("w1", first, "completed");
        TaskLease second = Stage.only(stage.ask("w1"));
        TaskRow own = stage.taskRow(Stage.JOB, 1);
        // The server was told of neither, but another manager completed the third.
        TaskRow third = new TaskRow(Stage.JOB, 3, 2, "completed", 1, 0, "other", "completed", "", "", 1, 2);
        stage.run(step -> stage.state().release(step, new HeldJob(Stage.JOB, 1, 1)));
        lease(
                3,
                EarlierTasks.of(
                        stage.store.plans.get("plan-" + Stage.JOB), List.of(third), stage.store.all(TaskRow.class)));
        assertEquals(1, own.attempt());
        assertEquals(Stage.JOB + ".1.2", stage.work("w1"));
        assertEquals(2, second.taskNumber());
        assertEquals(
                Set.of(Stage.JOB + ".2.2"),
                Set.of(Stage.only(stage.ask("w1", 2, List.of(Stage.JOB + ".1.2"), 0))
                        .leaseId()));
        assertEquals("completed", stage.task(3));
        assertEquals(3, stage.taskRow(Stage.JOB, 3).epoch());
    }

    @Test
    void beginsItsEventsAnewWhereTheServerHasOthers() {
        stage.job(2);
        String lease = stage.work("w1");
        stage.run(step -> stage.state().beginAnew(step, 40));
        ManagerEvent event = stage.events.get(stage.events.size() - 1);
        assertTrue(event.restart());
        assertEquals(41, event.sequence());
        assertEquals(1, event.workers().size());
        assertEquals(List.of(), event.jobs());
        assertEquals("interrupted", stage.attempt(lease).status());
        assertEquals(List.of(), stage.state().availability().held());
        assertEquals(
                List.of(41L, 41L),
                List.of(
                        stage.store.managerRows().firstSequence(),
                        stage.store.managerRows().lastSequence()));
        stage.restart();
        stage.join("w2");
        assertEquals(42, stage.events.get(stage.events.size() - 1).sequence());
    }

    @Test
    void knowsByWhichServersStoreItsJobsWereLeased() {
        assertTrue(stage.state().isLeasedBy("server-2"));
        stage.job(1);
        assertTrue(stage.state().isLeasedBy("server-1"));
        assertEquals(false, stage.state().isLeasedBy("server-2"));
    }

    /** A worker that works for so long, without a word from the server. */
    private String beating(int seconds) {
        String lease = stage.work("w1");
        for (int second = 0; second < seconds; second++) {
            stage.pass(1);
            if (second < 59) {
                stage.beat("w1", lease);
            }
        }
        return lease;
    }

    private void answered() {
        stage.run(step -> stage.state().answered(stage.nanos(), 100, 40));
    }

    private void ordered() {
        stage.run(step -> stage.state().ordered(step, stage.nanos(), 100, 40));
    }

    private void lease(long epoch, EarlierTasks before) {
        JobLease first = Stage.leaseOf(Stage.JOB, 50);
        JobLease lease = new JobLease(
                first.jobId(),
                first.incarnation(),
                epoch,
                first.planSha256(),
                first.leaseSeconds(),
                first.name(),
                first.project(),
                first.shot(),
                first.type(),
                first.priority(),
                first.submittedAtMillis(),
                first.wish());
        stage.run(step -> stage.state().leaseJob(step, lease, stage.store.plans.get("plan-" + Stage.JOB), before));
    }
}
