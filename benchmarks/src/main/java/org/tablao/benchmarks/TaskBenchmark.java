package org.tablao.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tasks that do nothing: what the farm itself costs, and how fast it hands out work. */
final class TaskBenchmark {
    private static final String COMMAND = "echo";
    private static final int FIRST_TASKS = 300;
    private static final int LEAST_TASKS = 200;
    private static final int MOST_TASKS = 100_000;

    private final int port;
    private final NodeProcess node;
    private final Sizes sizes;
    private double rate;

    private record Run(double perSecond, double cpuMillisPerTask) {}

    /** @param node runs server and manager */
    TaskBenchmark(int port, NodeProcess node, Sizes sizes) {
        this.port = port;
        this.node = node;
        this.sizes = sizes;
    }

    Table run() throws IOException, GeneralSecurityException {
        Table table = new Table(
                "No-op tasks: submitted → completed, server and manager in one process, durable",
                List.of("workers", "tasks a job", "tasks/s", "server CPU ms a task", "server RSS MB"));
        warmUp();
        for (int workers : sizes.workers()) {
            measure(workers, table);
        }
        return table;
    }

    /** Classes are loaded and hot loops compiled before anything counts. */
    private void warmUp() throws IOException, GeneralSecurityException {
        try (Crowd crowd = join(10);
                FarmApi api = api()) {
            for (int i = 0; i < 3; i++) {
                rate = job(api, crowd, FIRST_TASKS).perSecond();
            }
        }
    }

    private void measure(int workers, Table table) throws IOException, GeneralSecurityException {
        List<Run> runs = new ArrayList<>();
        int tasks = 0;
        try (Crowd crowd = join(workers);
                FarmApi api = api()) {
            rate = job(api, crowd, LEAST_TASKS).perSecond();
            for (int i = 0; i < sizes.runs(); i++) {
                tasks = (int) Math.max(LEAST_TASKS, Math.min(MOST_TASKS, rate * sizes.runSeconds()));
                Run run = job(api, crowd, tasks);
                rate = run.perSecond();
                runs.add(run);
            }
        }
        table.row(
                Integer.toString(workers),
                Integer.toString(tasks),
                Series.of(runs.stream().map(Run::perSecond).toList()).text(0),
                Series.of(runs.stream().map(Run::cpuMillisPerTask).toList()).text(2),
                String.format(Locale.ROOT, "%.0f", node.facts().residentMegabytes()));
    }

    private Run job(FarmApi api, Crowd crowd, int tasks) throws IOException {
        double cpuBefore = node.facts().cpuSeconds();
        long began = System.nanoTime();
        String job = api.submit(COMMAND, tasks);
        api.awaitCompleted(job, tasks);
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpu = node.facts().cpuSeconds() - cpuBefore;
        crowd.check();
        return new Run(tasks / seconds, cpu * 1000 / tasks);
    }

    private Crowd join(int workers) throws IOException, GeneralSecurityException {
        return Crowd.join(port, node.joinToken(), COMMAND, workers);
    }

    private FarmApi api() throws IOException {
        return new FarmApi(port, node.adminToken());
    }
}
