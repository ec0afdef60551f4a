package org.tablao.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long a user waits until a large job is on disk. */
final class SubmitBenchmark {
    private final Farm farm;
    private final Sizes sizes;

    SubmitBenchmark(Farm farm, Sizes sizes) {
        this.farm = farm;
        this.sizes = sizes;
    }

    Table run(StoreKind store) throws IOException {
        Table table = new Table(
                "Submit (B1): request sent → acknowledged durably, no worker there, store in " + store.word(),
                List.of("tasks in the job", "submits", "ms", "server CPU ms"));
        FarmApi api = farm.api();
        api.cancel(api.submit(TaskBenchmark.COMMAND, 10_000));
        row(table, api, 10_000);
        row(table, api, 100_000);
        return table;
    }

    private void row(Table table, FarmApi api, int tasks) throws IOException {
        List<Double> millis = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < sizes.submits(); i++) {
            double before = farm.cpuSeconds();
            long began = System.nanoTime();
            String job = api.submit(TaskBenchmark.COMMAND, tasks);
            millis.add((System.nanoTime() - began) / 1e6);
            cpu.add((farm.cpuSeconds() - before) * 1000);
            api.cancel(job);
            api.awaitEnd(job);
        }
        table.row(
                Integer.toString(tasks),
                Integer.toString(sizes.submits()),
                Series.of(millis).text(0),
                Series.of(cpu).text(0));
    }
}
