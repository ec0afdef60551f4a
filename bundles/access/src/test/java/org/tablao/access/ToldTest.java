package org.tablao.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.store.AuditRow;

class ToldTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Told told = new Told(nanos::get);

    @Test
    void keepsTheFirstOfAKindWholeAndTheNumberOfThoseThatFollow() {
        for (int i = 1; i <= 1_000; i++) {
            told.add(entry("ana", "wrong " + i, i));
        }
        assertEquals(Told.WHOLE, told.take().size());
        assertEquals(List.of(), told.take());
        nanos.addAndGet(Told.SPAN.toNanos());
        List<AuditRow> sums = told.take();
        assertEquals(
                List.of("990 more like these since 1970-01-01T00:00:00.011Z, the last: wrong 1000"),
                sums.stream().map(AuditRow::detail).toList());
        assertEquals("ana", sums.get(0).who());
        assertEquals(1_000, sums.get(0).atMillis());
    }

    @Test
    void isHeldUpByNoOneElsesFlood() {
        for (int i = 1; i <= 100; i++) {
            told.add(entry("ana", "", i));
        }
        told.take();
        told.add(entry("ben", "", 101));
        assertEquals(List.of("ben"), told.take().stream().map(AuditRow::who).toList());
    }

    @Test
    void countsThoseOfTooManyKindsTogether() {
        int all = Told.MOST_KINDS + 500;
        for (int i = 1; i <= all; i++) {
            told.add(entry("user" + i, "", i));
        }
        nanos.addAndGet(Told.SPAN.toNanos());
        List<AuditRow> entries = told.take();
        assertEquals(Told.MOST_KINDS + 1, entries.size());
        AuditRow others = entries.get(Told.MOST_KINDS);
        assertEquals("(many)", others.who());
        assertEquals("500 others since 1970-01-01T00:00:01.001Z", others.detail());
    }

    @Test
    void holdsNoMoreThanASpansEntriesHoweverLongTheStoreIsAway() {
        int most = 0;
        for (int minute = 0; minute < 60; minute++) {
            for (int i = 0; i < 200; i++) {
                told.add(entry("ana", "", minute + 1));
            }
            nanos.addAndGet(Duration.ofMinutes(1).toNanos() / 12);
            List<AuditRow> entries = told.take();
            most = Math.max(most, entries.size());
            told.giveBack(entries);
        }
        assertTrue(most <= Told.WHOLE + 1, "held " + most);
        nanos.addAndGet(Told.SPAN.toNanos());
        List<AuditRow> entries = told.take();
        long counted = entries.stream()
                .map(AuditRow::detail)
                .mapToLong(detail -> detail.isEmpty() ? 1 : Long.parseLong(detail.split(" ")[0]))
                .sum();
        assertEquals(60 * 200, counted, "each is counted");
    }

    private static AuditRow entry(String who, String detail, long millis) {
        return new AuditRow("id" + millis, millis, who, "artist", "POST /session", "/session", "no", detail, "::1");
    }
}
