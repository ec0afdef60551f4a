package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.PublishedFrame;
import org.tablao.nodeapi.manager.TaskWish;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.plan.PlannedFrame;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;

class GivingWayTest {
    private static final PlannedCommand RENDER = new PlannedCommand("render", "0", Map.of());
    private final Stage stage = new Stage();

    @Test
    void aTaskOfSeveralFramesGivesWayToAHigherPriorityAndToNoOther() {
        chunk(Stage.JOB, 50, 1, RENDER);
        String lease = stage.work("ann");
        assertFalse(stage.beat("ann", lease).giveWay(), "nothing waits");
        one("01J9Z3K4M5N6R", 50);
        assertFalse(stage.beat("ann", lease).giveWay(), "what waits is not more urgent");
        one(Stage.OTHER_JOB, 60);
        assertTrue(stage.beat("ann", lease).giveWay());
        assertFalse(stage.beat("ann", lease).stop(), "it ends by itself, after its frame");
    }

    @Test
    void publishesTheFramesThatAreWholeAndQueuesTheOthers() {
        String lease = givingWay();

        ReportAnswer answer = stage.report("ann", lease, "interrupted", List.of(Stage.frame(1), Stage.frame(2)), true);

        assertTrue(answer.publish());
        assertEquals(Stage.OTHER_JOB, Stage.only(answer.next()).jobId());
        assertEquals("accepted", stage.attempt(lease).status());
        stage.publish("ann", lease, "");
        assertEquals("interrupted", stage.attempt(lease).status());
        TaskRow task = stage.taskRow(Stage.JOB, 1);
        assertEquals("queued", task.status());
        assertEquals("1-2", task.publishedFrames());
        assertEquals(0, task.failures());
        assertEquals(
                List.of(1, 2),
                stage.events.stream()
                        .map(ManagerEvent::frames)
                        .flatMap(List::stream)
                        .map(PublishedFrame::file)
                        .map(file -> file.number())
                        .toList());
    }

    @Test
    void leavesOutWhatIsPublishedWhenItIsRunAgainAlsoAfterARestart() {
        gaveWay();
        stage.restart();
        TaskLease again = Stage.only(stage.ask("bob"));
        assertEquals(Stage.JOB + ".1.2", again.leaseId());
        assertEquals("1-2", again.publishedFrames());
        stage.report("bob", again.leaseId(), "completed", List.of(Stage.frame(3), Stage.frame(4)), false);
        stage.publish("bob", again.leaseId(), "");
        assertEquals("completed", stage.task(1));
    }

    @Test
    void rendersAllAnewWhenAUserWantsIt() {
        gaveWay();
        stage.run(step -> stage.state()
                .wish(step, new Wish(Stage.JOB, 2, "run", 50, List.of(new TaskWish(2, "requeue", "all")))));
        assertEquals("", stage.taskRow(Stage.JOB, 1).publishedFrames());
    }

    @Test
    void answersTheSameToAWorkerThatAsksAgain() {
        String lease = givingWay();
        List<ReportedFile> files = List.of(Stage.frame(1));
        assertTrue(stage.report("ann", lease, "interrupted", files, false).publish());
        assertTrue(stage.report("ann", lease, "interrupted", files, false).publish());
        stage.publish("ann", lease, "");
        stage.publish("ann", lease, "");
        assertEquals("queued", stage.task(1));
    }

    @Test
    void publishesWhatWasAcceptedBeforeARestart() {
        String lease = givingWay();
        List<ReportedFile> files = List.of(Stage.frame(1));
        stage.report("ann", lease, "interrupted", files, false);
        stage.restart();
        assertTrue(stage.report("ann", lease, "interrupted", files, false).publish());
        stage.publish("ann", lease, "");
        assertEquals("1", stage.taskRow(Stage.JOB, 1).publishedFrames());
    }

    @Test
    void noMoreGiveWayThanThereAreTasksThatNeedAPlace() {
        chunk(Stage.JOB, 50, 3, RENDER);
        List<String> workers = List.of("ann", "bob", "eve");
        List<String> leases = workers.stream().map(stage::work).toList();
        one(Stage.OTHER_JOB, 60);
        long told = IntStream.range(0, 3)
                .filter(i -> stage.beat(workers.get(i), leases.get(i)).giveWay())
                .count();
        assertEquals(1, told);
    }

    @Test
    void nobodyGivesWayWhereAnotherWorkerIsIdle() {
        chunk(Stage.JOB, 50, 1, RENDER);
        String lease = stage.work("ann");
        stage.join("bob");
        stage.park("bob");
        one(Stage.OTHER_JOB, 60);
        assertFalse(stage.beat("ann", lease).giveWay());
    }

    @Test
    void nobodyGivesWayToWhatWouldNotFitInItsPlace() {
        chunk(Stage.JOB, 50, 2, RENDER);
        stage.join("ann");
        TaskLease first = stage.ask("ann", 2, List.of(), 0).get(0);
        List<PlannedTask> large = List.of(new PlannedTask(
                1, "large", List.of(RENDER), List.of(), List.of(), new Needs(2, 0, 0, 0, "", Map.of())));
        stage.job(Stage.OTHER_JOB, 60, large);
        assertFalse(stage.beat("ann", first.leaseId()).giveWay());
    }

    @Test
    void aTaskOfSeveralCommandsDoesNotGiveWay() {
        chunk(Stage.JOB, 50, 1, RENDER, RENDER);
        String lease = stage.work("ann");
        one(Stage.OTHER_JOB, 60);
        assertFalse(stage.beat("ann", lease).giveWay());
    }

    @Test
    void whySaysForWhomAndAtWhat() {
        givingWay();
        assertEquals(
                "It runs on worker ann, and ends there after the frame that it renders: job Job " + Stage.OTHER_JOB
                        + " goes first.",
                why(Stage.JOB));
        assertEquals(
                "A place is made for tasks of its job: what runs there ends after the frame that it renders.",
                why(Stage.OTHER_JOB));
    }

    private String givingWay() {
        chunk(Stage.JOB, 50, 1, RENDER);
        String lease = stage.work("ann");
        one(Stage.OTHER_JOB, 60);
        assertTrue(stage.beat("ann", lease).giveWay());
        return lease;
    }

    private void gaveWay() {
        String lease = givingWay();
        stage.report("ann", lease, "interrupted", List.of(Stage.frame(1), Stage.frame(2)), true);
        stage.publish("ann", lease, "");
        stage.join("bob");
    }

    private String why(String job) {
        return stage.call(step -> stage.state().why(step, job + ".1")).summary();
    }

    private void one(String id, int priority) {
        stage.job(id, priority, List.of(Stage.planned(1)));
    }

    /** Tasks of four frames each. */
    private void chunk(String id, int priority, int tasks, PlannedCommand... commands) {
        List<PlannedTask> planned = IntStream.rangeClosed(1, tasks)
                .mapToObj(number -> new PlannedTask(number, "chunk", List.of(commands), List.of(), List.of()))
                .toList();
        List<PlannedFrame> frames = IntStream.range(0, tasks * 4)
                .mapToObj(i -> new PlannedFrame(i / 4 + 1, "main", i + 1))
                .toList();
        stage.job(id, priority, new JobPlan(id, planned, frames, JobTerms.USUAL));
    }
}
