package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.nodeapi.worker.TaskLease;

class LeasingTest {
    private final Stage stage = new Stage();

    @Test
    void aWorkerWhoseCallWaitsIsAlive() {
        stage.join("ann");
        stage.park("ann");
        stage.seconds += 29;
        assertEquals(
                0, stage.state().known("key-ann", stage.nanos()).orElseThrow().heardSecondsAgo());
        stage.seconds += 5;
        assertEquals(
                4, stage.state().known("key-ann", stage.nanos()).orElseThrow().heardSecondsAgo());
    }

    @Test
    void writesNoTaskRowsForAJobThatIsOnlyLeased() {
        stage.job(3);
        assertEquals("queued", stage.jobRow().status());
        assertFalse(stage.hasTaskRow(1));
    }

    @Test
    void givesAWorkerThatAsksTheFirstTask() {
        stage.job(2);
        stage.join("ann");
        TaskLease lease = Stage.only(stage.ask("ann"));
        assertEquals(Stage.JOB + ".1.1", lease.leaseId());
        assertEquals(new LeaseClaim("store-1", 1, 1), lease.claim());
        assertEquals("frames 1", lease.taskName());
        assertEquals(30.0, lease.leaseSeconds());
        assertEquals("running", stage.task(1));
        assertEquals("leased", stage.attempt(lease.leaseId()).status());
        assertEquals("active", stage.jobRow().status());
        assertEquals("busy", stage.worker("ann"));
        assertFalse(stage.hasTaskRow(2));
    }

    @Test
    void givesTwoWorkersDifferentTasks() {
        stage.job(2);
        assertEquals(Stage.JOB + ".1.1", stage.work("ann"));
        assertEquals(Stage.JOB + ".2.1", stage.work("bob"));
    }

    @Test
    void givesTheSameLeaseAgainToAWorkerThatDidNotGetTheAnswer() {
        stage.job(2);
        String lease = stage.work("ann");
        assertEquals(lease, Stage.only(stage.ask("ann")).leaseId());
        assertEquals(List.of(), stage.ask("ann", 1, List.of(lease), 0));
    }

    @Test
    void fillsTheFreeSlotsAndNoMore() {
        stage.job(5);
        stage.join("ann");
        List<TaskLease> first = stage.ask("ann", 3, List.of(), 0);
        assertEquals(3, first.size());
        List<String> held = first.stream().map(TaskLease::leaseId).toList();
        assertEquals(List.of(), stage.ask("ann", 3, held, 0));
    }

    @Test
    void answersAParkedCallWhenAJobComes() {
        stage.join("ann");
        stage.park("ann");
        assertEquals("idle", stage.worker("ann"));
        stage.seconds += 12;
        stage.job(1);
        TaskLease lease = Stage.only(stage.delivered.get("ann"));
        assertEquals(Stage.JOB + ".1.1", lease.leaseId());
        // The worker counts from when it asked, twelve seconds ago.
        assertEquals(42.0, lease.leaseSeconds());
    }

    @Test
    void answersTheParkedCallThatWaitsLongestFirst() {
        stage.join("ann");
        stage.join("bob");
        stage.park("bob");
        stage.park("ann");
        stage.job(1);
        assertEquals(List.of("bob"), List.copyOf(stage.delivered.keySet()));
    }

    @Test
    void givesNothingToACallThatIsNotParkedAnyMore() {
        stage.join("ann");
        stage.park("ann");
        stage.state().unpark("ann");
        stage.job(1);
        assertTrue(stage.delivered.isEmpty());
    }

    @Test
    void givesTheTasksOfTheHigherPriorityFirst() {
        stage.job(1);
        stage.job(Stage.OTHER_JOB, 60, List.of(Stage.planned(1)));
        assertEquals(Stage.OTHER_JOB + ".1.1", stage.work("ann"));
    }

    @Test
    void followsAWishForAnotherPriority() {
        stage.job(1);
        stage.job(Stage.OTHER_JOB, 60, List.of(Stage.planned(1)));
        stage.wish(2, "run", 90);
        assertEquals(Stage.JOB + ".1.1", stage.work("ann"));
        assertEquals(2, stage.jobRow().wishRevision());
    }

    @Test
    void asksThePolicyAgainAsTasksStart() {
        stage.policy = job -> (double) -job.tasksRunning();
        stage.job(2);
        stage.job(Stage.OTHER_JOB, 50, List.of(Stage.planned(1), Stage.planned(2)));
        assertEquals(Stage.JOB + ".1.1", stage.work("ann"));
        assertEquals(Stage.OTHER_JOB + ".1.1", stage.work("bob"));
        assertEquals(Stage.JOB + ".2.1", stage.work("cyd"));
    }

    @Test
    void givesATaskOnlyToAWorkerThatMeetsItsRequirements() {
        stage.job(Stage.JOB, 50, List.of(Stage.plannedNeeding(1, "org.tablao.command;(command=render)")));
        stage.join("ann");
        stage.join("bob");
        assertEquals(List.of(), stage.ask("ann"));
        Capability render = new Capability("org.tablao.command", Map.of("command", "render", "version", "1.0.0"));
        assertEquals(1, stage.ask("bob", List.of(render), 1, List.of(), 0).size());
    }

    @Test
    void releasesATaskWhenAllThatItWaitsForIsCompleted() {
        stage.job(Stage.JOB, 50, List.of(Stage.planned(1), Stage.planned(2), Stage.planned(3, 1, 2)));
        String first = stage.work("ann");
        String second = stage.work("bob");
        stage.report("ann", first, "completed");
        assertEquals(List.of(), stage.ask("ann"));
        stage.report("bob", second, "completed");
        assertEquals("queued", stage.task(3));
        assertEquals(Stage.JOB + ".3.1", stage.work("bob"));
    }

    @Test
    void refusesAPlanThatIsOutOfOrder() {
        assertEquals(
                Refusal.INVALID,
                Stage.refusalOf(() -> stage.job(Stage.JOB, 50, List.of(Stage.planned(1, 2), Stage.planned(2)))));
        assertEquals(Refusal.INVALID, Stage.refusalOf(() -> stage.job(Stage.JOB, 50, List.of())));
        assertTrue(stage.store.rows.isEmpty());
    }

    @Test
    void takesAJobThatComesTwiceOnce() {
        stage.job(1);
        stage.job(1);
        assertEquals(1, stage.events.size());
    }

    @Test
    void tellsTheServerHowMuchRoomThereIs() {
        stage.job(1);
        stage.join("ann");
        stage.ask("ann", 3, List.of(), 0);
        var availability = stage.state().availability();
        assertEquals(1, availability.workers());
        assertEquals(2, availability.freeSlots());
        assertEquals(Stage.JOB, availability.held().get(0).jobId());
    }
}
