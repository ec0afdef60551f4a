package org.tablao.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerAvailability.Known;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.store.LimitShareRow;

class LimitSharingTest {
    private final Farmyard yard = new Farmyard();

    @Test
    void givesAllOfALimitToTheOneManagerThatNeedsIt() {
        put("nuke", "farm", 10);
        ManagerEntry one = waiting("one");
        ManagerEntry two = waiting("two");
        needing("one", 3);
        says(one, "nuke", 0, 0);
        assertEquals(
                List.of(new LimitGrant("nuke", "farm", 10, 1)),
                lastOrders("one").grants());
        says(two, "nuke", 0, 0);
        assertEquals(Map.of("id-one", 10L), amounts());
    }

    @Test
    void givesMoreToOneOnlyWhenTheOtherHasConfirmedThatItUsesLess() {
        put("nuke", "farm", 10);
        ManagerEntry one = waiting("one");
        ManagerEntry two = waiting("two");
        needing("one", 20);
        says(one, "nuke", 0, 0);
        says(one, "nuke", 1, 9);
        needing("two", 20);
        tick();
        assertEquals(Map.of("id-one", 5L), amounts());

        says(one, "nuke", 1, 9);
        assertEquals(Map.of("id-one", 5L), amounts(), "it does not know yet");
        says(one, "nuke", 2, 8);
        assertEquals(Map.of("id-one", 5L, "id-two", 2L), amounts(), "it still uses 8");
        says(two, "nuke", 1, 2);
        says(one, "nuke", 2, 5);
        assertEquals(Map.of("id-one", 5L, "id-two", 5L), amounts());
        assertTrue(bounds() <= 10);
    }

    @Test
    void keepsWhatAManagerThatIsAwayMayStillUse() {
        put("nuke", "farm", 10);
        ManagerEntry one = waiting("one");
        ManagerEntry two = waiting("two");
        needing("one", 20);
        says(one, "nuke", 0, 0);
        says(one, "nuke", 1, 10);
        yard.nanos += 60_000_000_000L;
        says(two, "nuke", 0, 0);
        yard.turn(turn -> yard.state.managers().noticeSilence(turn, java.time.Duration.ofSeconds(15), yard.nanos));
        needing("two", 20);
        tick();
        assertEquals(Map.of("id-one", 10L), amounts());

        yard.nanos += 3_700_000_000_000L;
        says(two, "nuke", 0, 0);
        tick();
        assertEquals(Map.of("id-two", 10L), amounts(), "its lease is over");
    }

    @Test
    void lowersGrantsWithTheLimit() {
        put("nuke", "farm", 10);
        ManagerEntry one = waiting("one");
        needing("one", 20);
        says(one, "nuke", 0, 0);
        put("nuke", "farm", 4);
        assertEquals(Map.of("id-one", 4L), amounts());
    }

    @Test
    void losesNoGrantToATaskThatAsksForMoreThanCanBeCounted() {
        put("nuke", "farm", 10);
        ManagerEntry one = waiting("one");
        yard.submitTaking("one", 20, Map.of("nuke", Long.MAX_VALUE / 2));
        says(one, "nuke", 0, 0);
        assertEquals(Map.of("id-one", 10L), amounts());
    }

    @Test
    void givesALimitOfHostsToEveryManagerWhole() {
        put("disk", "host", 2);
        waiting("one");
        waiting("two");
        tick();
        assertEquals(
                List.of(new LimitGrant("disk", "host", 2, 1)), lastOrders("one").grants());
        assertEquals(
                List.of(new LimitGrant("disk", "host", 2, 1)), lastOrders("two").grants());
    }

    @Test
    void tellsAManagerThatALimitIsGone() {
        put("nuke", "farm", 10);
        ManagerEntry one = waiting("one");
        needing("one", 20);
        says(one, "nuke", 0, 0);
        yard.turn(turn -> yard.state.removeLimit(turn, "nuke"));
        says(one, "nuke", 1, 3);
        assertEquals(
                List.of(new LimitGrant("nuke", "farm", -1, 2)),
                lastOrders("one").grants());
    }

    @Test
    void trustsNoGrantThatItDoesNotRemember() {
        put("nuke", "farm", 10);
        ManagerEntry one = waiting("one");
        waiting("two");
        needing("two", 20);
        says(one, "nuke", 7, 3);
        assertEquals(Map.of("id-one", 0L), amounts());
        assertEquals(
                List.of(new LimitGrant("nuke", "farm", 0, 8)), lastOrders("one").grants());
        says(one, "nuke", 8, 3);
        assertEquals(Map.of("id-one", 0L, "id-two", 7L), amounts());
    }

    private ManagerEntry waiting(String name) {
        ManagerEntry manager = yard.join(name);
        yard.available(manager, 8);
        return manager;
    }

    /** A job of so many tasks, each of which takes one. */
    private void needing(String manager, int tasks) {
        yard.available(yard.state.managers().find("id-" + manager).orElseThrow(), 8, held(manager));
        yard.submitTaking(manager, tasks, Map.of("nuke", 1L));
    }

    private void says(ManagerEntry manager, String limit, long revision, long used) {
        List<Known> known = revision == 0 ? List.of() : List.of(new Known("limit", limit, revision, used));
        ManagerAvailability told =
                new ManagerAvailability(1, 8, List.of(held(manager.row().name())), List.of(), known);
        yard.turn(turn -> yard.state.available(turn, manager, told, 1_000, yard.nanos));
        tick();
    }

    private HeldJob[] held(String manager) {
        return yard.state.jobs().leasedTo("id-" + manager).stream()
                .map(job -> new HeldJob(job.id(), job.row().epoch(), job.row().wishRevision()))
                .toArray(HeldJob[]::new);
    }

    private void put(String name, String scope, long amount) {
        yard.turn(turn -> yard.state.putLimit(turn, name, scope, amount, ""));
    }

    private void tick() {
        yard.turn(turn -> yard.state.tick(turn, 1_000, yard.nanos));
    }

    private Map<String, Long> amounts() {
        Map<String, Long> amounts = new java.util.TreeMap<>();
        yard.state.limits().shares("nuke").forEach(row -> amounts.put(row.managerId(), row.amount()));
        return amounts;
    }

    private long bounds() {
        return yard.state.limits().shares("nuke").stream()
                .mapToLong(LimitShareRow::bound)
                .sum();
    }

    private ManagerOrders lastOrders(String manager) {
        List<ManagerOrders> orders = yard.watcher.ordersOf(manager);
        return orders.get(orders.size() - 1);
    }
}
