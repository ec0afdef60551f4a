package org.tablao.core.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private final Deadlines<String> deadlines = new Deadlines<>();

    @Test
    void endsWhatIsDueInItsOrder() {
        deadlines.set("later", 20);
        deadlines.set("sooner", 10);
        deadlines.set("never", 30);
        assertEquals(List.of(), deadlines.due(9));
        assertEquals(List.of("sooner", "later"), deadlines.due(20));
        assertEquals(List.of(), deadlines.due(20));
    }

    @Test
    void endsWhatWasHeardOfOnlyAtItsLaterTime() {
        deadlines.set("alive", 10);
        deadlines.set("alive", 25);
        deadlines.set("alive", 15);
        assertEquals(List.of(), deadlines.due(24));
        assertEquals(List.of("alive"), deadlines.due(25));
    }

    @Test
    void forgetsWhatWasRemovedAlsoWhenItComesAgain() {
        deadlines.set("gone", 10);
        deadlines.remove("gone");
        assertEquals(List.of(), deadlines.due(10));
        deadlines.set("gone", 30);
        assertEquals(List.of(), deadlines.due(29));
        assertEquals(List.of("gone"), deadlines.due(30));
    }

    @Test
    void countsAlsoWhereTheTickerWrapsRound() {
        deadlines.set("wrapped", Long.MIN_VALUE + 5);
        deadlines.set("before", Long.MAX_VALUE - 5);
        assertEquals(List.of("before"), deadlines.due(Long.MAX_VALUE));
        assertEquals(List.of("wrapped"), deadlines.due(Long.MIN_VALUE + 5));
    }

    @Test
    void passesWorkOnAfterLeaseAndGrace() {
        LeaseTerms terms = terms(5, 30, 10);
        assertEquals(Duration.ofSeconds(35).toNanos(), terms.nanosUntilPassedOn());
        assertEquals(30.0, terms.leaseSeconds());
    }

    @Test
    void refusesALeaseThatItsHolderCouldNotKeep() {
        assertEquals(
                "a lease of 15 s is not longer than its margin and one heartbeat: its holder would stop at once",
                assertThrows(IllegalArgumentException.class, () -> terms(5, 15, 10))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> terms(0, 30, 10));
        assertThrows(IllegalArgumentException.class, () -> terms(5, 30, -1));
    }

    private static LeaseTerms terms(int heartbeat, int lease, int margin) {
        return new LeaseTerms(
                Duration.ofSeconds(heartbeat),
                Duration.ofSeconds(lease),
                Duration.ofSeconds(margin),
                Duration.ofSeconds(5));
    }
}
