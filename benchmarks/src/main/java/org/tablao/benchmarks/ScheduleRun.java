package org.tablao.benchmarks;

import java.util.Locale;
import org.tablao.scheduler.FairSharePolicy;
import org.tablao.simulation.day.DayRun;
import org.tablao.simulation.day.PolicyRanks;
import org.tablao.simulation.day.Quality;

/** So many whole days, one after the other. */
public final class ScheduleRun {
    private ScheduleRun() {}

    /** Prints a line a day: its figures, with a space between. */
    public static void main(String[] words) {
        for (int seed = 1; seed <= Integer.parseInt(words[0]); seed++) {
            Quality quality = DayRun.of(seed, new PolicyRanks(new FairSharePolicy()));
            System.out.printf(
                    Locale.ROOT,
                    "%d %d %.6f %.6f %d %d %.6f%n",
                    seed,
                    quality.tasks(),
                    quality.makespanToBound(),
                    quality.shareError() * 100,
                    quality.lost(),
                    quality.crashed(),
                    quality.passedOver() * 100.0 / quality.assignments());
        }
    }
}
