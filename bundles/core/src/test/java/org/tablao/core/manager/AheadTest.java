package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.HostResources;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;

class AheadTest {
    private final Stage stage = new Stage();

    @Test
    void givesNothingAheadWhileItIsNotKnownHowLongTasksTake() {
        stage.job(5);
        assertEquals(1, ask("ann", 1, 4).size());
    }

    @Test
    void givesAsMuchAheadAsIsExpectedToFillTheTimeWanted() {
        stage.job(20);
        TaskLease first = Stage.only(ask("ann", 1, 8));
        List<TaskLease> next = report("ann", first, "completed", 0.5).next();
        // One for the slot, and four of half a second for the two seconds that are usual.
        assertEquals(
                List.of(false, true, true, true, true),
                next.stream().map(TaskLease::ahead).toList());
        assertEquals("running", stage.task(3));
        assertEquals("leased", stage.attempt(next.get(1).leaseId()).status());
        assertTrue(stage.attempt(next.get(1).leaseId()).ahead());
        assertFalse(stage.attempt(next.get(0).leaseId()).ahead());
    }

    @Test
    void asksBackWhatWasNotStartedWhenItsJobIsPaused() {
        stage.job(20);
        TaskLease first = Stage.only(ask("ann", 1, 8));
        List<TaskLease> next = report("ann", first, "completed", 0.5).next();
        stage.wish(2, "pause", 50);
        stage.restart();
        for (TaskLease lease : next) {
            Heartbeat heartbeat = new Heartbeat(lease.claim(), 0, "", 0, !lease.ahead());
            HeartbeatAnswer answer =
                    stage.call(step -> stage.state().heartbeat(step, "ann", lease.leaseId(), heartbeat));
            assertEquals(lease.ahead() ? "interrupted" : "", answer.outcome());
        }
    }

    @Test
    void givesNoMoreAheadThanTheWorkerWouldKeep() {
        stage.job(20);
        TaskLease first = Stage.only(ask("ann", 1, 2));
        assertEquals(3, report("ann", first, "completed", 0.01).next().size());
    }

    @Test
    void givesNothingAheadOfTasksThatTakeLong() {
        stage.job(20);
        TaskLease first = Stage.only(ask("ann", 1, 8));
        assertEquals(1, report("ann", first, "completed", 30).next().size());
    }

    @Test
    void givesAsMuchAheadAsTheJobWants() {
        job(20, new JobTerms("ascending", 0, 0, 0, 0, 0, 60), Needs.ONE_SLOT);
        TaskLease first = Stage.only(ask("ann", 1, 8));
        assertEquals(3, report("ann", first, "completed", 30).next().size());
    }

    @Test
    void keepsWhatIsCountedForWhoHasItFree() {
        job(20, JobTerms.USUAL, new Needs(1, 1 << 20, 0, 0, "", Map.of()));
        TaskLease first = Stage.only(ask("ann", 1, 8));
        assertEquals(1, report("ann", first, "completed", 0.1).next().size());
    }

    @Test
    void startsWhatWaitsInAFreeSlotAndFillsUpBehindIt() {
        stage.job(20);
        List<TaskLease> has =
                report("ann", Stage.only(ask("ann", 1, 2)), "completed", 0.5).next();
        List<TaskLease> next = report("ann", has.get(0), "completed", 0.5).next();
        assertEquals(List.of(true), next.stream().map(TaskLease::ahead).toList());
        assertEquals(0, stage.state().availability().freeSlots());
        stage.beat("ann", has.get(1).leaseId());
        assertEquals("running", stage.attempt(has.get(1).leaseId()).status());
        assertFalse(stage.attempt(has.get(1).leaseId()).ahead());
    }

    @Test
    void wantsBackWhatAnIdleWorkerCouldRun() {
        stage.job(4);
        List<TaskLease> has =
                report("ann", Stage.only(ask("ann", 1, 2)), "completed", 0.5).next();
        TaskLease waiting = has.get(2);
        assertEquals(new HeartbeatAnswer(false, 30, ""), beatUnstarted("ann", waiting));
        stage.join("bob");
        stage.park("bob");
        assertEquals(new HeartbeatAnswer(true, 30, "interrupted"), beatUnstarted("ann", waiting));
        report("ann", waiting, "interrupted", 0);
        assertEquals(
                Stage.JOB + "." + waiting.taskNumber() + ".2",
                Stage.only(stage.delivered.get("bob")).leaseId());
        assertEquals("interrupted", stage.attempt(waiting.leaseId()).status());
    }

    @Test
    void wantsBackWhatHasToWaitForSomethingUrgent() {
        stage.job(20);
        List<TaskLease> has =
                report("ann", Stage.only(ask("ann", 1, 2)), "completed", 0.5).next();
        stage.job("01J9Z3K4M5N6R", 10, List.of(Stage.planned(1)));
        assertEquals("", beatUnstarted("ann", has.get(1)).outcome());
        stage.job(Stage.OTHER_JOB, 90, List.of(Stage.planned(1)));
        assertEquals("interrupted", beatUnstarted("ann", has.get(1)).outcome());
        assertEquals("interrupted", beatUnstarted("ann", has.get(2)).outcome());
        assertEquals(List.of(), report("ann", has.get(1), "interrupted", 0).next());
        assertEquals(List.of(), report("ann", has.get(2), "interrupted", 0).next());
        assertEquals(
                Stage.OTHER_JOB + ".1.1",
                report("ann", has.get(0), "completed", 0.5).next().get(0).leaseId());
    }

    @Test
    void keepsWaitingWhatWaitedWhenTheManagerIsStartedAnew() {
        stage.job(20);
        List<TaskLease> has = new ArrayList<>(
                report("ann", Stage.only(ask("ann", 1, 2)), "completed", 0.5).next());
        stage.restart();
        assertEquals(0, stage.state().availability().freeSlots());
        beatUnstarted("ann", has.get(1));
        assertEquals("leased", stage.attempt(has.get(1).leaseId()).status());
        report("ann", has.get(0), "completed", 0.5);
        report("ann", has.get(1), "completed", 0.5);
        assertEquals("completed", stage.task(has.get(1).taskNumber()));
    }

    private void job(int tasks, JobTerms terms, Needs needs) {
        List<PlannedTask> planned = IntStream.rangeClosed(1, tasks)
                .mapToObj(n -> new PlannedTask(n, "frames " + n, List.of(), List.of(), List.of(), needs))
                .toList();
        JobPlan plan = new JobPlan(Stage.JOB, planned, List.of(), terms);
        stage.store.plans.put("plan-" + Stage.JOB, plan);
        stage.run(step -> stage.state().leaseJob(step, Stage.leaseOf(Stage.JOB, 50), plan));
    }

    private List<TaskLease> ask(String worker, int slots, int ahead) {
        stage.join(worker);
        Availability availability = new Availability(List.of(), slots, slots, List.of(), HostResources.NONE, ahead);
        List<TaskLease> given = stage.call(step -> stage.state().available(step, worker, availability, 0));
        given.forEach(lease -> stage.leases.put(lease.leaseId(), lease));
        return given;
    }

    private HeartbeatAnswer beatUnstarted(String worker, TaskLease lease) {
        Heartbeat heartbeat = new Heartbeat(lease.claim(), 0, "", 0, false);
        return stage.call(step -> stage.state().heartbeat(step, worker, lease.leaseId(), heartbeat));
    }

    private ReportAnswer report(String worker, TaskLease lease, String outcome, double seconds) {
        Report report = new Report(lease.claim(), outcome, "", "", seconds, List.of(), Map.of());
        ReportAnswer answer = stage.call(step -> stage.state().report(step, worker, lease.leaseId(), report, true));
        answer.next().forEach(given -> stage.leases.put(given.leaseId(), given));
        return answer;
    }
}
