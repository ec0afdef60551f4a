package org.tablao.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long a user waits until a large job is on disk. */
final class SubmitBenchmark {
    private final int port;
    private final NodeProcess node;
    private final Sizes sizes;

    SubmitBenchmark(int port, NodeProcess node, Sizes sizes) {
        this.port = port;
        this.node = node;
        this.sizes = sizes;
    }

    Table run() throws IOException {
        Table table = new Table(
                "Submit: request sent → acknowledged durably, no worker there",
                List.of("tasks in the job", "submits", "ms"));
        try (FarmApi api = new FarmApi(port, node.adminToken())) {
            api.cancel(api.submit("echo", 1));
            row(table, api, 10_000, sizes.submits());
            row(table, api, 100_000, sizes.largeSubmits());
        }
        return table;
    }

    private static void row(Table table, FarmApi api, int tasks, int times) throws IOException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            String job = api.submit("echo", tasks);
            millis.add((System.nanoTime() - began) / 1e6);
            api.cancel(job);
        }
        table.row(
                Integer.toString(tasks),
                Integer.toString(times),
                Series.of(millis).text(0));
    }
}
