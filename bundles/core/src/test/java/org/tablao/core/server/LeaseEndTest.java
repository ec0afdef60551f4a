package org.tablao.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.TaskRow;

/** A job lease lasts 3,600 s here, its margin is 60 s, its grace 30 s. */
class LeaseEndTest {
    private static final long SECOND = 1_000_000_000L;

    private final Farmyard yard = new Farmyard();

    @Test
    void leasesAJobAgainOnlyAfterItsEndAndGrace() {
        JobEntry job = begunAt("m1");
        pass(3_630);
        assertEquals("id-m1", job.row().managerId());
        assertEquals(
                "available",
                yard.state.managers().find("id-m1").orElseThrow().row().status());

        pass(1);
        assertEquals("", job.row().managerId());
        assertEquals(
                "lost", yard.state.managers().find("id-m1").orElseThrow().row().status());
        assertEquals(
                List.of("queued", "completed"),
                List.of(
                        job.live().orElseThrow().task(1).status(),
                        job.live().orElseThrow().task(2).status()));
        assertEquals(
                List.of("lost"),
                yard.written(AttemptRow.class).stream()
                        .map(AttemptRow::status)
                        .distinct()
                        .toList());

        yard.available(yard.join("m2"), 2);
        JobLease lease = lastOrders("m2").jobs().get(0);
        assertEquals(List.of(job.id(), 2L), List.of(lease.jobId(), lease.epoch()));
    }

    @Test
    void leavesItsJobsToAManagerInTheServersOwnProcess() {
        JobEntry job = yard.submit("dance", 2);
        yard.available(yard.join("m1", Farmyard.OWN_STORE), 2);
        pass(1_000_000);
        assertEquals("id-m1", job.row().managerId());
    }

    @Test
    void countsEveryCallOfItsManager() {
        JobEntry job = begunAt("m1");
        ManagerEntry manager = yard.state.managers().find("id-m1").orElseThrow();
        pass(3_600);
        yard.turn(turn -> yard.state.heartbeat(turn, manager, List.of(), 1_000, yard.nanos));
        pass(3_600);
        assertEquals("id-m1", job.row().managerId());
    }

    @Test
    void passesOverWhatTheOldManagerTells() {
        JobEntry job = begunAt("m1");
        pass(3_631);
        ManagerEntry old = yard.join("m1");
        TaskRow late = new TaskRow(job.id(), 1, 1, "completed", 1, 0, "worker-1", "completed", "", "", 1_000, 2_000);
        assertEquals(3, yard.events(old, Farmyard.tasks(3, late)));
        assertEquals("queued", job.live().orElseThrow().task(1).status());
        yard.available(yard.join("m2"), 2);
        assertEquals(4, yard.events(old, Farmyard.tasks(4, late)));
        assertEquals("queued", job.live().orElseThrow().task(1).status());
    }

    @Test
    void tellsTheOldManagerThatItsJobIsReleased() {
        JobEntry job = begunAt("m1");
        pass(3_631);
        yard.available(yard.join("m2"), 2);
        HeldJob held = new HeldJob(job.id(), 1, 1);
        yard.available(yard.join("m1"), 2, held);
        assertEquals(List.of(held), lastOrders("m1").released());
        assertEquals(List.of(), lastOrders("m1").jobs());
    }

    @Test
    void tellsAManagerToGiveUpAJobThatTheServerDoesNotKnow() {
        HeldJob unknown = new HeldJob("01K3V5QB1N8H4", 7, 1);
        yard.available(yard.join("m1"), 2, unknown);
        assertEquals(List.of(unknown), lastOrders("m1").released());
    }

    @Test
    void leasesAnewWithAHigherEpochWhatItsManagerForgot() {
        JobEntry job = begunAt("m1");
        yard.available(yard.join("m1", "another store"), 2);
        JobLease lease = lastOrders("m1").jobs().get(0);
        assertEquals(List.of(job.id(), 2L), List.of(lease.jobId(), lease.epoch()));
        assertEquals("queued", job.live().orElseThrow().task(1).status());
        assertEquals("completed", job.live().orElseThrow().task(2).status());
    }

    @Test
    void keepsWhatIsBegunWhenACallFromBeforeItWasTakenComesLate() {
        JobEntry job = begunAt("m1");
        ManagerEntry manager = yard.state.managers().find("id-m1").orElseThrow();
        yard.available(manager, 2, new HeldJob(job.id(), 1, 1));
        yard.available(manager, 2);
        JobLease lease = lastOrders("m1").jobs().get(0);
        assertEquals(List.of(job.id(), 1L), List.of(lease.jobId(), lease.epoch()));
        assertEquals("running", job.live().orElseThrow().task(1).status());
    }

    @Test
    void takesNoWordForTheFirstOfAManagerThatDidNotJoinSinceTheStateWasLoaded() {
        ManagerEntry joined = yard.join("m1");
        assertEquals(false, new ManagerEntry(joined.row(), 0).tellsFirst(), "it may be from before it took a job");
        assertEquals(true, joined.tellsFirst());
        assertEquals(false, joined.tellsFirst());
    }

    @Test
    void outgrowsTheEpochThatAManagerRemembersFromBeforeARestore() {
        JobEntry job = begunAt("m1");
        yard.available(yard.state.managers().find("id-m1").orElseThrow(), 2, new HeldJob(job.id(), 5, 1));
        assertEquals(6, lastOrders("m1").jobs().get(0).epoch());
    }

    @Test
    void takesTheJobsOfADeadManagerWhenItsWorkersHaveStopped() {
        JobEntry job = begunAt("m1");
        ManagerEntry dead = yard.state.managers().find("id-m1").orElseThrow();
        yard.available(yard.join("m2"), 2);
        yard.turn(turn -> yard.state.declareDead(turn, dead, yard.nanos));
        assertEquals("lost", dead.row().status());
        assertTrue(dead.isDead());
        assertTrue(yard.state.managers().findByKey("key-m1").isEmpty());
        pass(60);
        assertEquals("id-m1", job.row().managerId());
        pass(1);
        assertEquals(
                List.of("id-m2", 2L), List.of(job.row().managerId(), job.row().epoch()));
    }

    @Test
    void knowsNoDeadManagerByAnEmptyKey() {
        ManagerEntry dead = yard.join("m1");
        yard.turn(turn -> yard.state.declareDead(turn, dead, yard.nanos));
        assertFalse(yard.state.managers().findByKey("").isPresent());
    }

    @Test
    void cancelsWhatIsWantedCancelledWhenItIsTakenBack() {
        JobEntry job = begunAt("m1");
        yard.turn(turn -> yard.state.jobWishes().cancel(turn, job, 2_000));
        pass(3_631);
        assertEquals("cancelled", job.row().status());
        assertEquals("cancelled", job.live().map(live -> live.task(1).status()).orElse("cancelled"));
        assertEquals(1, job.tasks().of(TaskStatus.CANCELLED));
        assertEquals(1, job.tasks().of(TaskStatus.COMPLETED));
    }

    @Test
    void takesUpTheNumbersOfEventsWhereAManagerBegunAnew() {
        JobEntry job = begunAt("m1");
        ManagerEntry manager = yard.state.managers().find("id-m1").orElseThrow();
        assertEquals(2, yard.events(manager, Farmyard.jobs(9)));
        ManagerEvent restart =
                new ManagerEvent(9, 1_000, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), true);
        assertEquals(9, yard.events(manager, restart));
        assertEquals(10, yard.events(manager, Farmyard.tasks(10, Farmyard.task(job, 1, "completed"))));
        assertEquals("completed", job.live().orElseThrow().task(1).status());
    }

    /** A job of two tasks: the first runs, the second is completed. */
    private JobEntry begunAt(String name) {
        ManagerEntry manager = yard.join(name);
        yard.available(manager, 2);
        JobEntry job = yard.submit("a", 2);
        yard.events(
                manager,
                Farmyard.attempts(1, Farmyard.attempt(job, 1, 1, "running")),
                Farmyard.tasks(2, Farmyard.task(job, 1, "running"), Farmyard.task(job, 2, "completed")));
        return job;
    }

    private void pass(long seconds) {
        yard.nanos += seconds * SECOND;
        yard.turn(turn -> yard.state.tick(turn, 1_000, yard.nanos));
    }

    private ManagerOrders lastOrders(String manager) {
        List<ManagerOrders> orders = yard.watcher.ordersOf(manager);
        return orders.get(orders.size() - 1);
    }
}
