package org.tablao.core.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.worker.Gpu;
import org.tablao.nodeapi.worker.HostResources;

class OccupancyTest {
    private static final Needs TASK = new Needs(2, 600, 1, 8, "rtx", Map.of("disk", 3L));

    private final Occupancy host = new Occupancy();

    @BeforeEach
    void hasFourSlots() {
        host.has(
                4,
                new HostResources(
                        1_000,
                        List.of(new Gpu(0, 48, "RTX 6000"), new Gpu(1, 16, "rtx 4000"), new Gpu(2, 4, "RTX 100")),
                        Map.of()));
    }

    @Test
    void hasAllAgainOfWhatATaskHeld() {
        List<Integer> devices = host.choose(TASK);
        host.hold(TASK, devices);
        assertEquals(2, host.freeSlots());
        assertFalse(host.hasMemory(401));
        assertTrue(host.hasMemory(400));
        assertEquals(3, host.used("disk"));
        host.free(TASK, devices);
        assertTrue(host.isEmpty());
        assertTrue(host.hasMemory(1_000));
        assertEquals(devices, host.choose(TASK));
        assertEquals(0, host.used("disk"));
    }

    @Test
    void choosesTheSmallestDeviceThatDoesAndNoneTwice() {
        assertEquals(List.of(1), host.choose(TASK));
        host.hold(TASK, List.of(1));
        assertEquals(List.of(0), host.choose(TASK));
        host.hold(TASK, List.of(0));
        assertEquals(List.of(), host.choose(TASK));
    }

    @Test
    void takesNoMoreThanTheWorkerSaidItWould() {
        host.atMost(1);
        assertEquals(1, host.freeSlots());
        host.atMost(Integer.MAX_VALUE);
        assertEquals(4, host.freeSlots());
    }

    @Test
    void knowsWhatItCouldNeverRun() {
        assertTrue(host.couldHold(TASK));
        assertFalse(host.couldHold(new Needs(5, 0, 0, 0, "", Map.of())));
        assertFalse(host.couldHold(new Needs(1, 1_001, 0, 0, "", Map.of())));
        assertFalse(host.couldHold(new Needs(1, 0, 3, 8, "", Map.of())));
        host.has(4, new HostResources(0, List.of(), Map.of("disk", 2L)));
        assertFalse(host.couldHold(new Needs(1, 0, 0, 0, "", Map.of("disk", 3L))));
        assertTrue(host.couldHold(new Needs(1, 0, 0, 0, "", Map.of("disk", 2L, "nuke", 9L))));
    }

    @Test
    void hasNoRoomForMoreThanCanBeCounted() {
        host.hold(TASK, List.of());
        assertFalse(host.hasMemory(Long.MAX_VALUE));
        Limits limits = new Limits();
        limits.set(new Limits.Limit("disk", "farm", 10));
        limits.hold(TASK);
        assertFalse(limits.allow(new Needs(1, 0, 0, 0, "", Map.of("disk", Long.MAX_VALUE))));
    }

    @Test
    void tellsHowFarItIsFromATask() {
        assertEquals(0, host.missing(TASK));
        host.hold(new Needs(3, 0, 0, 0, "", Map.of()), List.of());
        assertEquals(0.25, host.missing(TASK));
    }
}
