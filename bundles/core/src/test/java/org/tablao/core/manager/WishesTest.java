package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.TaskWish;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.TaskRow;

class WishesTest {
    private final Stage stage = new Stage();

    @Test
    void beginsNothingMoreOfAPausedJobAndLetsWhatRunsEnd() {
        stage.job(3);
        String lease = stage.work("ann");
        stage.wish(2, "pause", 50);
        assertEquals("paused", stage.jobRow().status());
        assertFalse(stage.beat("ann", lease).stop());
        assertEquals(
                List.of(),
                stage.report("ann", lease, "completed", List.of(), true).next());
        assertEquals("completed", stage.task(1));
        assertEquals(List.of(), stage.ask("ann"));
    }

    @Test
    void writesATaskOnceThatIsCancelledAndBegunAnewBeforeTheCommit() {
        stage.job(2);
        List<TaskWish> both = List.of(new TaskWish(2, "cancel", "2"), new TaskWish(3, "requeue", "2"));
        stage.run(step -> stage.state().wish(step, new Wish(Stage.JOB, 3, "run", 50, both)));
        assertEquals("queued", stage.task(2));
    }

    @Test
    void goesOnWithAJobThatWasPausedAndCancelledBeforeItIsBegunAnew() {
        stage.job(2);
        String lease = stage.work("ann");
        stage.wish(2, "pause", 50);
        stage.wish(3, "cancel", 50);
        List<TaskWish> again = List.of(new TaskWish(4, "requeue", "2"));
        stage.run(step -> stage.state().wish(step, new Wish(Stage.JOB, 4, "run", 50, again)));
        assertEquals("active", stage.jobRow().status());
        stage.report("ann", lease, "completed");
        stage.report("ann", stage.work("ann"), "completed");
        assertEquals("completed", stage.jobRow().status());
    }

    @Test
    void doesNotWaitForATaskThatStaysCancelled() {
        stage.job(Stage.JOB, 50, List.of(Stage.planned(1), Stage.planned(2, 1), Stage.planned(3, 2)));
        List<TaskWish> wishes = List.of(new TaskWish(2, "cancel", "1"), new TaskWish(3, "requeue", "2"));
        stage.run(step -> stage.state().wish(step, new Wish(Stage.JOB, 3, "run", 50, wishes)));
        assertEquals("cancelled", stage.jobRow().status());
        assertEquals(
                "It waits for task 1, which was cancelled.",
                stage.taskRow(Stage.JOB, 2).reason());
        assertEquals(
                "It waits for task 2, which was cancelled.",
                stage.taskRow(Stage.JOB, 3).reason());
    }

    @Test
    void goesOnWithAJobThatWasPaused() {
        stage.job(2);
        stage.report("ann", stage.work("ann"), "crashed");
        stage.wish(2, "pause", 50);
        stage.restart();
        assertEquals(List.of(), stage.ask("ann"));
        stage.wish(3, "run", 50);
        assertEquals("active", stage.jobRow().status());
        assertEquals(Stage.JOB + ".1.2", stage.work("ann"));
        assertEquals(Stage.JOB + ".2.1", stage.work("bob"));
    }

    @Test
    void givesAJobThatGoesOnToAWorkerThatWaits() {
        stage.job(1);
        stage.wish(2, "pause", 50);
        stage.join("ann");
        stage.park("ann");
        stage.wish(3, "run", 50);
        assertTrue(stage.delivered.containsKey("ann"));
    }

    @Test
    void endsAPausedJobWhenItsLastTaskEnds() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.wish(2, "pause", 50);
        stage.report("ann", lease, "completed");
        assertEquals("completed", stage.jobRow().status());
    }

    @Test
    void leasesTheJobOfGreaterPriorityFirstFromTheWishOn() {
        stage.job(Stage.JOB, 50, List.of(Stage.planned(1), Stage.planned(2)));
        stage.job(Stage.OTHER_JOB, 60, List.of(Stage.planned(1), Stage.planned(2)));
        assertEquals(Stage.OTHER_JOB + ".1.1", stage.work("ann"));
        stage.wish(2, "run", 70);
        assertEquals(Stage.JOB + ".1.1", stage.work("bob"));
    }

    @Test
    void pausesOneTaskAndLetsItGoOn() {
        stage.job(2);
        wishTask(2, "pause", "1");
        assertEquals("paused", stage.task(1));
        assertEquals(Stage.JOB + ".2.1", stage.work("ann"));
        stage.restart();
        stage.join("bob");
        assertEquals(List.of(), stage.ask("bob"));
        wishTask(3, "run", "1");
        assertEquals(Stage.JOB + ".1.1", stage.work("bob"));
    }

    @Test
    void cancelsOneTaskThatRunsAndWhatWaitsForIt() {
        stage.job(Stage.JOB, 50, List.of(Stage.planned(1), Stage.planned(2, 1), Stage.planned(3)));
        String lease = stage.work("ann");
        wishTask(2, "cancel", "1");
        assertEquals("cancelled", stage.beat("ann", lease).outcome());
        stage.restart();
        assertTrue(stage.beat("ann", lease).stop(), "also after a restart");
        stage.report("ann", lease, "completed");
        assertEquals("cancelled", stage.task(1));
        assertEquals("cancelled", stage.task(2));
        assertEquals(
                "It waits for task 1, which was cancelled.",
                stage.taskRow(Stage.JOB, 2).reason());
        stage.report("ann", stage.work("ann"), "completed");
        assertEquals("completed", stage.jobRow().status());
    }

    @Test
    void beginsAnewWhatRunsWithoutCountingIt() {
        stage.job(1);
        String lease = stage.work("ann");
        wishTask(2, "requeue", "1");
        assertEquals("interrupted", stage.beat("ann", lease).outcome());
        stage.restart();
        stage.report("ann", lease, "completed");
        assertEquals("interrupted", stage.attempt(lease).status());
        assertEquals("queued", stage.task(1));
        assertEquals(0, stage.taskRow(Stage.JOB, 1).failures());
        assertEquals(Stage.JOB + ".1.2", stage.work("ann"));
    }

    @Test
    void publishesWhatIsAcceptedBeforeItBeginsItAnew() {
        stage.job(1);
        String lease = stage.work("ann");
        stage.report("ann", lease, "completed", List.of(Stage.frame(1)), false);
        wishTask(2, "requeue", "all");
        assertEquals("running", stage.task(1));
        stage.restart();
        stage.publish("ann", lease, "");
        assertEquals("published", stage.attempt(lease).status());
        assertEquals("queued", stage.task(1));
        assertEquals("active", stage.jobRow().status());
        assertEquals(Stage.JOB + ".1.2", stage.work("ann"));
    }

    @Test
    void beginsACompletedTaskAnewAndHoldsBackWhatDependsOnIt() {
        stage.job(Stage.JOB, 50, List.of(Stage.planned(1), Stage.planned(2, 1)));
        stage.report("ann", stage.work("ann"), "completed");
        wishTask(2, "requeue", "1");
        assertEquals("waiting", stage.task(2));
        stage.report("ann", stage.work("ann"), "completed");
        assertEquals(Stage.JOB + ".2.1", stage.work("ann"));
    }

    @Test
    void beginsAnewWhatFailedAndWhatWasCancelledBecauseOfIt() {
        stage.job(Stage.JOB, 50, List.of(Stage.planned(1), Stage.planned(2, 1), Stage.planned(3)));
        stage.report("ann", stage.work("ann"), "missing-asset");
        wishTask(2, "requeue", "failed");
        assertEquals("queued", stage.task(1));
        assertEquals("waiting", stage.task(2));
        assertEquals(Stage.JOB + ".1.2", stage.work("ann"));
    }

    @Test
    void takesUpSomeTasksOfAJobThatIsBeingCancelledAndLeavesTheOthers() {
        stage.job(3);
        String lease = stage.work("ann");
        stage.wish(2, "cancel", 50);
        stage.run(step ->
                stage.state().wish(step, new Wish(Stage.JOB, 3, "run", 50, List.of(new TaskWish(3, "requeue", "2")))));
        stage.report("ann", lease, "cancelled");
        assertEquals("cancelled", stage.task(1));
        assertEquals("cancelled", stage.task(3));
        stage.restart();
        stage.report("ann", stage.work("ann"), "completed");
        assertEquals("completed", stage.task(2));
        assertEquals("completed", stage.jobRow().status());
    }

    @Test
    void writesNoRowForAnyTaskThatWasNeverBegunWhenItsJobIsCancelled() {
        stage.job(10_000);
        String lease = stage.work("ann");
        stage.wish(2, "cancel", 50);
        stage.restart();
        stage.report("ann", lease, "cancelled");
        assertEquals("cancelled", stage.jobRow().status());
        assertEquals(1, stage.store.all(TaskRow.class).size());
    }

    @Test
    void leavesTheRequeueOfAJobThatHasEndedToTheServer() {
        stage.job(1);
        stage.report("ann", stage.work("ann"), "completed");
        wishTask(2, "requeue", "all");
        assertEquals(1, stage.jobRow().wishRevision());
        assertEquals("completed", stage.jobRow().status());
    }

    @Test
    void takesAnEndedJobThatItHoldsAgainWithTheWishAndItsHistory() {
        stage.job(2);
        stage.report("ann", stage.work("ann"), "completed");
        stage.report("ann", stage.work("ann"), "missing-asset");
        leaseAgain("failed");
        LeasedJobRow row = stage.jobRow();
        assertEquals(2, row.epoch());
        assertEquals("queued", row.status());
        assertEquals("completed", stage.task(1));
        assertEquals(Stage.JOB + ".2.2", stage.work("ann"));
        assertEquals(1, stage.store.all(LeasedJobRow.class).size());
    }

    @Test
    void endsAJobThatWasBegunAnewWhenTheRestOfItIsCancelled() {
        stage.job(2);
        stage.report("ann", stage.work("ann"), "completed");
        stage.report("ann", stage.work("ann"), "missing-asset");
        leaseAgain("failed");
        wishTask(3, "cancel", "2");
        assertEquals("completed", stage.jobRow().status());
    }

    @Test
    void takesUpAJobThatAnotherManagerHad() {
        stage.store.plans.put(
                "plan-" + Stage.JOB, new JobPlan(Stage.JOB, List.of(Stage.planned(1), Stage.planned(2)), List.of()));
        TaskRow done = new TaskRow(Stage.JOB, 1, 1, "completed", 1, 0, "eve", "completed", "", "", 1, 2);
        TaskRow ran = new TaskRow(Stage.JOB, 2, 1, "running", 4, 1, "eve", "", "", "", 1, 0);
        leaseAgain("failed", new EarlierTasks(List.of(done, ran), Set.of()));
        assertEquals("completed", stage.task(1));
        assertEquals(Stage.JOB + ".2.5", stage.work("ann"));
        stage.restart();
        stage.report("ann", Stage.JOB + ".2.5", "completed");
        assertEquals("completed", stage.jobRow().status());
    }

    @Test
    void makesTrueWhatWasWantedOfTasksThatRanAtAnotherManager() {
        stage.store.plans.put(
                "plan-" + Stage.JOB,
                new JobPlan(
                        Stage.JOB,
                        List.of(Stage.planned(1), Stage.planned(2), Stage.planned(3), Stage.planned(4, 1)),
                        List.of()));
        leaseAgain(
                "failed",
                new EarlierTasks(List.of(wanted(1, "cancel"), wanted(2, "pause"), wanted(3, "requeue")), Set.of()));
        assertEquals(
                List.of("cancelled", "paused", "queued", "cancelled"),
                List.of(stage.task(1), stage.task(2), stage.task(3), stage.task(4)));
        String lease = stage.work("ann");
        assertEquals(Stage.JOB + ".3.2", lease);
        stage.report("ann", lease, "completed");
        assertEquals("completed", stage.task(3));
        assertEquals(List.of(), stage.ask("ann"));
    }

    private static TaskRow wanted(int number, String what) {
        return new TaskRow(Stage.JOB, number, 1, "queued", 1, 2, "eve", "lost", "", "", 1, 0, 0, 0, what, "");
    }

    @Test
    void takesAJobThatItHadForgottenAgain() {
        stage.job(2);
        stage.report("ann", stage.work("ann"), "completed");
        stage.report("ann", stage.work("ann"), "completed");
        stage.run(step -> stage.state().acknowledged(step, 1_000));
        leaseAgain("all");
        assertEquals(Stage.JOB + ".1.2", stage.work("ann"));
    }

    @Test
    void takesATaskWishOnceHoweverOftenItComes() {
        stage.job(1);
        wishTask(2, "requeue", "1");
        String lease = stage.work("ann");
        wishTask(2, "requeue", "1");
        assertFalse(stage.beat("ann", lease).stop());
    }

    private void leaseAgain(String subject) {
        List<TaskRow> rows = stage.store.all(TaskRow.class);
        Set<Integer> stored = rows.stream().map(TaskRow::number).collect(Collectors.toSet());
        leaseAgain(subject, new EarlierTasks(rows, stored));
    }

    private void leaseAgain(String subject, EarlierTasks before) {
        JobLease first = Stage.leaseOf(Stage.JOB, 50);
        Wish wish = new Wish(Stage.JOB, 2, "run", 50, List.of(new TaskWish(2, "requeue", subject)));
        JobLease second = new JobLease(
                first.jobId(),
                first.incarnation(),
                2,
                first.planSha256(),
                first.leaseSeconds(),
                first.name(),
                first.project(),
                first.shot(),
                first.type(),
                first.priority(),
                first.submittedAtMillis(),
                wish);
        stage.run(step -> stage.state().leaseJob(step, second, stage.store.plans.get(first.planSha256()), before));
    }

    private void wishTask(long revision, String wanted, String subject) {
        stage.run(step -> stage.state()
                .wish(
                        step,
                        new Wish(Stage.JOB, revision, "run", 50, List.of(new TaskWish(revision, wanted, subject)))));
    }
}
