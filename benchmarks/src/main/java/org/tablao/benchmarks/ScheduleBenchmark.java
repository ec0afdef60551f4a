package org.tablao.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tablao.scheduler.FairSharePolicy;
import org.tablao.simulation.day.DayRun;
import org.tablao.simulation.day.PolicyRanks;
import org.tablao.simulation.day.Quality;

/** How good the manager's decisions are: whole days under a virtual clock, the same each time. */
final class ScheduleBenchmark {
    private final Sizes sizes;

    ScheduleBenchmark(Sizes sizes) {
        this.sizes = sizes;
    }

    Table run() {
        Table table = new Table(
                "Quality of a day's schedule (B8): 200 jobs, 60 workers, virtual clock, no matter what machine",
                List.of("seed", "tasks", "makespan × bound", "share error %", "lost", "crashed", "passed over %"));
        List<Double> makespans = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (int seed = 1; seed <= sizes.days(); seed++) {
            Quality quality = DayRun.of(seed, new PolicyRanks(new FairSharePolicy()));
            makespans.add(quality.makespanToBound());
            errors.add(quality.shareError() * 100);
            table.row(
                    Integer.toString(seed),
                    Integer.toString(quality.tasks()),
                    number(quality.makespanToBound(), 3),
                    number(quality.shareError() * 100, 1),
                    Integer.toString(quality.lost()),
                    Integer.toString(quality.crashed()),
                    number(quality.passedOver() * 100.0 / quality.assignments(), 2));
        }
        table.row("all", "", Series.of(makespans).text(3), Series.of(errors).text(1), "", "", "");
        return table;
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
