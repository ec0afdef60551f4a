package org.tablao.core.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdSourceTest {
    private final SetClock clock = new SetClock();

    @Test
    void writesThirteenLettersThatTellWhenTheyWereMade() {
        clock.millis = 1_790_000_000_123L;
        String id = IdSource.fresh(clock).next();
        assertTrue(IdSource.isId(id), id);
        assertEquals(1_790_000_000_123L, IdSource.madeAtMillis(id));
    }

    @Test
    void sortsAsTextsByTheTimeOfMaking() {
        IdSource source = IdSource.fresh(clock);
        List<String> ids = Stream.of(1L, 2L, 2L, 31L, 1_024L, 1_790_000_000_000L)
                .map(time -> {
                    clock.millis = time;
                    return source.next();
                })
                .toList();
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
    }

    @Test
    void goesOnWhenTheClockGoesBack() {
        IdSource source = IdSource.fresh(clock);
        clock.millis = 5_000;
        String before = source.next();
        clock.millis = 1_000;
        assertTrue(source.next().compareTo(before) > 0);
    }

    @Test
    void goesOnAfterTheHighestIdInUseAlsoWhenTheClockWasSetBack() {
        clock.millis = 5_000;
        String inUse = IdSource.fresh(clock).next();
        clock.millis = 1_000;
        assertTrue(IdSource.after(clock, inUse).next().compareTo(inUse) > 0);
    }

    @Test
    void takesNothingButItsOwnForm() {
        for (String wrong : List.of(
                "",
                "01J9Z3K4M5N6",
                "01J9Z3K4M5N6P7",
                "01j9z3k4m5n6p",
                "01J9Z3K4M5N6U",
                "81J9Z3K4M5N6P",
                "01J9Z3K4M5N6é")) {
            assertFalse(IdSource.isId(wrong), wrong);
        }
        assertEquals(
                "'../etc/passwd' is not an id of 13 letters such as 01J9Z3K4M5N6P",
                assertThrows(IllegalArgumentException.class, () -> IdSource.madeAtMillis("../etc/passwd"))
                        .getMessage());
    }

    private static final class SetClock extends Clock {
        long millis;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }
    }
}
