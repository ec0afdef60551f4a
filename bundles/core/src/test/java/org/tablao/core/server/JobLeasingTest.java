package org.tablao.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.store.JobRow;

class JobLeasingTest {
    private final Farmyard yard = new Farmyard();

    @Test
    void leasesAJobToAManagerThatWaitsForOne() {
        ManagerEntry manager = yard.join("m1");
        yard.available(manager, 2);
        JobEntry job = yard.submit("a", 3);
        JobLease lease = onlyLease("m1");
        assertEquals(job.id(), lease.jobId());
        assertEquals(1, lease.epoch());
        assertEquals("film", lease.project());
        assertEquals("active", job.row().status());
        assertEquals(
                List.of("", "id-m1"),
                yard.written(JobRow.class).stream().map(JobRow::managerId).toList());
    }

    @Test
    void leasesJobsThatWaitedBeforeTheManagerCame() {
        yard.submit("a", 1);
        yard.submit("b", 1);
        yard.available(yard.join("m1"), 2);
        assertEquals(2, yard.watcher.ordersOf("m1").get(0).jobs().size());
    }

    @Test
    void choosesTheManagerWithMostFreeSlots() {
        yard.available(yard.join("small"), 1);
        yard.available(yard.join("large"), 8);
        yard.submit("a", 1);
        assertTrue(yard.watcher.ordersOf("small").isEmpty());
        assertEquals(1, yard.watcher.ordersOf("large").size());
    }

    @Test
    void givesAJobOnlyToTheManagerThatItNames() {
        yard.available(yard.join("large"), 8);
        JobEntry job = yard.submit("a", 1, "small", "");
        assertEquals("queued", job.row().status());
        yard.available(yard.join("small"), 1);
        assertEquals(job.id(), onlyLease("small").jobId());
    }

    @Test
    void repeatsALeaseThatTheManagerDoesNotHold() {
        ManagerEntry manager = yard.join("m1");
        yard.available(manager, 2);
        yard.submit("a", 3);
        yard.available(manager, 2);
        List<ManagerOrders> orders = yard.watcher.ordersOf("m1");
        assertEquals(2, orders.size());
        assertEquals(orders.get(0), orders.get(1));
    }

    @Test
    void letsAManagerWaitThatHoldsWhatItShould() {
        ManagerEntry manager = yard.join("m1");
        yard.available(manager, 2);
        JobEntry job = yard.submit("a", 3);
        yard.available(manager, 2, new HeldJob(job.id(), 1, 1));
        assertEquals(1, yard.watcher.ordersOf("m1").size());
        assertTrue(manager.waiting());
    }

    @Test
    void tellsAWishUntilTheManagerKnowsIt() {
        ManagerEntry manager = yard.join("m1");
        yard.available(manager, 2);
        JobEntry job = yard.submit("a", 3);
        yard.available(manager, 2, new HeldJob(job.id(), 1, 1));
        yard.turn(turn -> yard.state.jobWishes().cancel(turn, job, 2_000));
        assertEquals("cancel", lastOrders().wishes().get(0).wanted());
        assertEquals("active", job.row().status());

        yard.available(manager, 2, new HeldJob(job.id(), 1, 1));
        assertEquals(2, lastOrders().wishes().get(0).revision());
        assertEquals(3, yard.watcher.ordersOf("m1").size());

        yard.available(manager, 2, new HeldJob(job.id(), 1, 2));
        assertEquals(3, yard.watcher.ordersOf("m1").size());
    }

    @Test
    void callsAManagerAwayThatIsSilent() {
        ManagerEntry manager = yard.join("m1");
        yard.available(manager, 2);
        yard.nanos += Duration.ofSeconds(16).toNanos();
        yard.turn(turn -> yard.state.managers().noticeSilence(turn, Duration.ofSeconds(15), yard.nanos));
        assertEquals("away", manager.row().status());
        assertFalse(manager.waiting());
        assertTrue(
                yard.watcher.ordersOf("m1").get(0).hasNothing(), "it is to ask anew, should it only have been frozen");
        yard.turn(turn -> yard.state.heartbeat(turn, manager, List.of(), 2_000, yard.nanos));
        assertEquals("available", manager.row().status());
    }

    @Test
    void countsEventsAnewForAManagerWithANewStore() {
        ManagerEntry manager = yard.join("m1", "first store");
        assertEquals(1, yard.events(manager, Farmyard.tasks(1)));
        yard.join("m1", "first store");
        assertEquals(1, manager.row().eventSequence());
        yard.join("m1", "second store");
        assertEquals(0, manager.row().eventSequence());
    }

    private ManagerOrders lastOrders() {
        List<ManagerOrders> orders = yard.watcher.ordersOf("m1");
        return orders.get(orders.size() - 1);
    }

    private JobLease onlyLease(String manager) {
        List<ManagerOrders> orders = yard.watcher.ordersOf(manager);
        assertEquals(1, orders.size());
        assertEquals(1, orders.get(0).jobs().size());
        return orders.get(0).jobs().get(0);
    }
}
