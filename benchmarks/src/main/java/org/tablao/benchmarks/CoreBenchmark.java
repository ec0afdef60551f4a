package org.tablao.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one task costs a manager's decisions alone, by the number of workers. Each run is a process of its own. */
final class CoreBenchmark {
    private final Sizes sizes;

    CoreBenchmark(Sizes sizes) {
        this.sizes = sizes;
    }

    Table run() throws IOException, InterruptedException {
        Table table = new Table(
                "Dispatch in the core (B13): a report and the next lease, under a virtual clock, nothing stored",
                List.of("workers", "tasks waiting at first", "µs a task", "× 1,000 workers"));
        double first = 0;
        for (int workers : List.of(1_000, 10_000, 100_000)) {
            List<Double> micros = new ArrayList<>();
            for (int i = 0; i < sizes.coreRuns(); i++) {
                micros.add(process(workers, sizes.coreTasks()));
            }
            Series series = Series.of(micros);
            first = first == 0 ? series.median() : first;
            table.row(
                    Integer.toString(workers),
                    Integer.toString(sizes.coreTasks()),
                    series.text(2),
                    String.format(Locale.ROOT, "%.1f", series.median() / first));
        }
        return table;
    }

    private static double process(int workers, int tasks) throws IOException, InterruptedException {
        List<String> lines = OwnJvm.lines(CoreRun.class, Integer.toString(workers), Integer.toString(tasks));
        return Double.parseDouble(lines.get(lines.size() - 1));
    }
}
