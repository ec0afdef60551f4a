package org.tablao.simulation.day;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundTest {
    private static final WorkDay.Host PLAIN = host("plain", 3, false);
    private static final WorkDay.Host SPECIAL = host("special", 1, true);

    @Test
    void isWhenAllSlotsTogetherHaveDoneWhatCameIn() {
        assertEquals(3_000, bound(List.of(PLAIN, SPECIAL), order(0, false, 12, false)));
        assertEquals(8_000, bound(List.of(PLAIN, SPECIAL), order(0, false, 12, false), order(5_000, false, 12, false)));
    }

    @Test
    void isLaterWhereOnlySomeWorkersCanDoIt() {
        assertEquals(12_000, bound(List.of(PLAIN, SPECIAL), order(0, true, 12, false)));
    }

    @Test
    void isNotBeforeTheEndOfTheLongestChain() {
        assertEquals(12_000, bound(List.of(PLAIN, SPECIAL), order(0, false, 12, true)));
    }

    @Test
    void countsNoWorkerThatIsAwayOrBroken() {
        WorkDay.Host away = new WorkDay.Host(
                "away", 3, false, List.of(new WorkDay.Span(1_000, 2_000)), List.of(new WorkDay.Span(2_000, 3_000)));
        assertEquals(5_000, bound(List.of(away), order(0, false, 9, false)));
    }

    private static long bound(List<WorkDay.Host> hosts, WorkDay.Order... orders) {
        return new Bound(new WorkDay(hosts, List.of(orders), Map.of("demo", 100))).millis();
    }

    private static WorkDay.Host host(String id, int slots, boolean gpu) {
        return new WorkDay.Host(id, slots, gpu, List.of(), List.of());
    }

    /** Tasks of a second each. */
    private static WorkDay.Order order(long at, boolean gpu, int count, boolean chain) {
        List<WorkDay.Piece> pieces = IntStream.rangeClosed(1, count)
                .mapToObj(n -> new WorkDay.Piece(1_000, chain && n > 1 ? List.of(n - 1) : List.of()))
                .toList();
        return new WorkDay.Order("job-" + at, "demo", 50, at, 1, gpu, pieces);
    }
}
