package org.tablao.simulation.day;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tablao.scheduler.FairSharePolicy;

class DayRunTest {
    private static final PolicyRanks FAIR = new PolicyRanks(new FairSharePolicy());

    @Test
    void doesADayInLittleMoreTimeThanItTakesAtLeastAndGivesEachProjectItsShare() {
        for (long seed = 1; seed <= 3; seed++) {
            Quality quality = DayRun.of(seed, FAIR);
            assertTrue(quality.makespanToBound() >= 1, "sooner than can be: " + quality);
            assertTrue(quality.makespanToBound() <= 1.1, "too late on day " + seed + ": " + quality);
            assertTrue(quality.shareError() <= 0.05, "unfair on day " + seed + ": " + quality);
            assertTrue(quality.lost() > 0 && quality.crashed() > 0, "nothing went wrong: " + quality);
            // Some are right: a worker that was kept free for a large task takes no other.
            assertTrue(
                    quality.passedOver() <= quality.assignments() / 100,
                    "priorities do not count on day " + seed + ": " + quality);
        }
    }

    @Test
    void assignsTheSameEachTime() {
        assertEquals(DayRun.of(4, FAIR), DayRun.of(4, FAIR));
    }
}
