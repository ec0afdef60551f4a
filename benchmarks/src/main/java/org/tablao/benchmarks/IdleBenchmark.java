package org.tablao.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a farm costs on which nothing happens. */
final class IdleBenchmark {
    private final Workplace workplace;
    private final Sizes sizes;

    IdleBenchmark(Workplace workplace, Sizes sizes) {
        this.workplace = workplace;
        this.sizes = sizes;
    }

    Table run() throws IOException, InterruptedException, GeneralSecurityException {
        Table table = new Table(
                "Idle (B5): a new farm, workers that wait for work",
                List.of("workers", "% of a core", "server RSS MB"));
        for (int workers : sizes.idleWorkers()) {
            try {
                measure(table, workers);
            } catch (IOException e) {
                table.row(Integer.toString(workers), "not measured: " + e.getMessage(), "–");
            }
        }
        return table;
    }

    private void measure(Table table, int workers) throws IOException, InterruptedException, GeneralSecurityException {
        try (Farm farm = Farm.start(workplace, StoreKind.DERBY)) {
            Crowd crowd = farm.crowd(TaskBenchmark.COMMAND, workers);
            // What their joining left to be told and compiled is not what waiting costs.
            park(10);
            List<Double> percents = new ArrayList<>();
            for (int i = 0; i < sizes.runs(); i++) {
                double before = farm.cpuSeconds();
                long began = System.nanoTime();
                park(sizes.idleSeconds());
                percents.add((farm.cpuSeconds() - before) * 100 / ((System.nanoTime() - began) / 1e9));
            }
            crowd.check();
            double megabytes = farm.residentMegabytes();
            farm.kill();
            crowd.abandon();
            table.row(
                    Integer.toString(workers),
                    Series.of(percents).text(1),
                    String.format(Locale.ROOT, "%.0f", megabytes));
        }
    }

    private static void park(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }
}
