package org.tablao.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How good the manager's decisions are: whole days under a virtual clock, the same each time. */
final class ScheduleBenchmark {
    private static final int MAKESPAN = 2;
    private static final int SHARE_ERROR = 3;
    private static final int PASSED_OVER = 6;

    private final Sizes sizes;

    ScheduleBenchmark(Sizes sizes) {
        this.sizes = sizes;
    }

    Table run() throws IOException, InterruptedException {
        Table table = new Table(
                "Quality of a day's schedule (B8): 200 jobs, 60 workers, virtual clock, no matter what machine",
                List.of("seed", "tasks", "makespan × bound", "share error %", "lost", "crashed", "passed over %"));
        List<Double> makespans = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (String line : OwnJvm.lines(ScheduleRun.class, Integer.toString(sizes.days()))) {
            String[] figures = line.split(" ");
            makespans.add(Double.valueOf(figures[MAKESPAN]));
            errors.add(Double.valueOf(figures[SHARE_ERROR]));
            figures[MAKESPAN] = number(figures[MAKESPAN], 3);
            figures[SHARE_ERROR] = number(figures[SHARE_ERROR], 1);
            figures[PASSED_OVER] = number(figures[PASSED_OVER], 2);
            table.row(figures);
        }
        table.row("all", "", Series.of(makespans).text(3), Series.of(errors).text(1), "", "", "");
        return table;
    }

    private static String number(String text, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", Double.parseDouble(text));
    }
}
