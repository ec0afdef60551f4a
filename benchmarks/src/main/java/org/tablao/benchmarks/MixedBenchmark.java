package org.tablao.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The same as a farm, not a queue: many jobs, projects with shares, kinds of tasks, limits, and tasks that wait for others. */
final class MixedBenchmark {
    private static final int JOBS = 500;
    private static final int PROJECTS = 20;
    private static final int COMMANDS = 50;
    private static final int COMMANDS_A_WORKER = 10;
    private static final int LIMITS = 10;

    private final Farm farm;
    private final Sizes sizes;

    MixedBenchmark(Farm farm, Sizes sizes) {
        this.farm = farm;
        this.sizes = sizes;
    }

    Table run() throws IOException, GeneralSecurityException {
        FarmApi api = farm.api();
        for (int limit = 0; limit < LIMITS; limit++) {
            api.call("PUT", "/api/v1/limits/limit-" + limit, Map.of("amount", 400));
        }
        List<String> jobs = new ArrayList<>();
        for (int job = 0; job < JOBS; job++) {
            jobs.add(api.submit(Map.of(
                    "type",
                    "tasks",
                    "name",
                    "mixed " + job,
                    "project",
                    "project-" + job % PROJECTS,
                    "settings",
                    Map.of("tasks", tasks(job, sizes.mixedTasks())))));
        }
        for (int project = 0; project < PROJECTS; project++) {
            api.call("PATCH", "/api/v1/projects/project-" + project, Map.of("guaranteed", 4, "burst", 50));
        }
        Table table = new Table(
                "As a farm (B2b): 500 active jobs, 20 projects with shares, 50 classes of requirements, 10 limits, every fifth"
                        + " task waits for another",
                List.of("workers", "tasks/s", "server CPU ms a task", "server RSS MB"));
        try (Crowd crowd = farm.crowd(sizes.mixedWorkers(), MixedBenchmark::offered, leaseId -> 0)) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
            List<Double> rates = new ArrayList<>();
            List<Double> cpu = new ArrayList<>();
            for (int i = 0; i < sizes.runs(); i++) {
                measure(crowd, rates, cpu);
            }
            table.row(
                    Integer.toString(sizes.mixedWorkers()),
                    Series.of(rates).text(0),
                    Series.of(cpu).text(2),
                    String.format(Locale.ROOT, "%.0f", farm.residentMegabytes()));
            TaskBenchmark.finish(api, jobs, crowd);
        }
        return table;
    }

    private void measure(Crowd crowd, List<Double> rates, List<Double> cpu) throws IOException {
        double used = farm.cpuSeconds();
        long done = crowd.reported();
        long began = System.nanoTime();
        LockSupport.parkNanos((long) (sizes.runSeconds() * 1e9));
        double seconds = (System.nanoTime() - began) / 1e9;
        long tasks = crowd.reported() - done;
        crowd.check();
        if (tasks == 0) {
            throw new IOException("the workers ran out of tasks");
        }
        rates.add(tasks / seconds);
        cpu.add((farm.cpuSeconds() - used) * 1000 / tasks);
    }

    private static List<String> offered(int worker) {
        return IntStream.range(0, COMMANDS_A_WORKER)
                .mapToObj(i -> "command-" + (worker + i * COMMANDS / COMMANDS_A_WORKER) % COMMANDS)
                .toList();
    }

    private static List<Map<String, Object>> tasks(int job, int count) {
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int command = (job + i) % COMMANDS;
            tasks.add(Map.of(
                    "name",
                    "task " + i,
                    "commands",
                    List.of(Map.of("name", "command-" + command)),
                    "dependsOn",
                    i % 5 == 4 ? List.of("task " + (i - 1)) : List.of(),
                    "needs",
                    Map.of("limits", Map.of("limit-" + command % LIMITS, 1))));
        }
        return tasks;
    }
}
