package org.tablao.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a task that may run waits until an idle worker knows it. The job is a chain: each task waits for the one before and
 * is for the other of two workers, so that one's report makes a task runnable that the other, idle, is told at once.
 */
final class LatencyBenchmark {
    private static final String[] COMMANDS = {"probe-a", "probe-b"};
    private static final int WORKERS = 100;

    private final Farm farm;
    private final Sizes sizes;

    LatencyBenchmark(Farm farm, Sizes sizes) {
        this.farm = farm;
        this.sizes = sizes;
    }

    Table run(StoreKind store) throws IOException, GeneralSecurityException {
        Table table = new Table(
                "Runnable → told to an idle worker (B4): report of one task sent → the task that waited for it received; store in "
                        + store.word(),
                List.of("farm", "samples", "p50 ms", "p99 ms", "most ms"));
        row(table, "idle", samples());
        half(table, Math.max(1, rate() / 2));
        return table;
    }

    /** How many tasks a second the farm completes when it can. */
    private double rate() throws IOException, GeneralSecurityException {
        FarmApi api = farm.api();
        try (Crowd busy = farm.crowd(TaskBenchmark.COMMAND, WORKERS)) {
            String job = api.submit(TaskBenchmark.COMMAND, 300_000);
            park(2);
            long before = busy.reported();
            park(4);
            double rate = (busy.reported() - before) / 4.0;
            TaskBenchmark.end(api, List.of(job), busy);
            return rate;
        }
    }

    /** Each worker takes its time for a task, so that all together are half as fast as they could be. */
    private void half(Table table, double perSecond) throws IOException, GeneralSecurityException {
        FarmApi api = farm.api();
        long taskNanos = (long) (WORKERS / perSecond * 1e9);
        try (Crowd busy = farm.crowd(WORKERS, worker -> List.of(TaskBenchmark.COMMAND), leaseId -> taskNanos)) {
            String job = api.submit(TaskBenchmark.COMMAND, 300_000);
            park(1);
            long before = busy.reported();
            long began = System.nanoTime();
            List<Double> millis = samples();
            double load = (busy.reported() - before) / ((System.nanoTime() - began) / 1e9);
            row(table, String.format(java.util.Locale.ROOT, "%.0f tasks/s besides", load), millis);
            TaskBenchmark.end(api, List.of(job), busy);
        }
    }

    private List<Double> samples() throws IOException, GeneralSecurityException {
        List<Long> told = Collections.synchronizedList(new ArrayList<>());
        FarmApi api = farm.api();
        try (Crowd two = farm.crowd(2, worker -> List.of(COMMANDS[worker - 1]), leaseId -> {
            told.add(System.nanoTime());
            return 0;
        })) {
            // Once for what is to be compiled and loaded, once for the figure.
            api.awaitEnd(api.submit(chain(100), 90));
            told.clear();
            api.awaitEnd(api.submit(chain(sizes.samples() + 1), 90));
            two.check();
        }
        List<Double> millis = new ArrayList<>();
        for (int i = 1; i < told.size(); i++) {
            millis.add((told.get(i) - told.get(i - 1)) / 1e6);
        }
        return millis;
    }

    private static List<Map<String, Object>> chain(int length) {
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            tasks.add(Map.of(
                    "name",
                    "link " + i,
                    "commands",
                    List.of(Map.of("name", COMMANDS[i % 2])),
                    "dependsOn",
                    i == 0 ? List.of() : List.of("link " + (i - 1))));
        }
        return tasks;
    }

    private static void row(Table table, String farm, List<Double> millis) {
        Series series = Series.of(millis);
        table.row(
                farm,
                Integer.toString(millis.size()),
                String.format(java.util.Locale.ROOT, "%.1f", series.median()),
                String.format(java.util.Locale.ROOT, "%.1f", series.quantile(0.99)),
                String.format(java.util.Locale.ROOT, "%.1f", series.most()));
    }

    private static void park(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }
}
