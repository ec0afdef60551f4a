package org.tablao.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same no-op tasks with and without TLS, in turn: what keeping others out costs. */
final class TlsBenchmark {
    private static final int WORKERS = 100;
    private static final int TURNS = 2;

    private final Workplace workplace;
    private final Sizes sizes;

    TlsBenchmark(Workplace workplace, Sizes sizes) {
        this.workplace = workplace;
        this.sizes = sizes;
    }

    Table run() throws IOException, InterruptedException, GeneralSecurityException {
        Table table = new Table(
                "No-op tasks with TLS and a key for each worker (B2), " + WORKERS
                        + " workers; load generator and its TLS on the same cores",
                List.of("", "tasks/s", "server CPU ms a task", "of plain tasks/s"));
        List<TaskBenchmark.Window> plain = new ArrayList<>();
        List<TaskBenchmark.Window> secure = new ArrayList<>();
        try (Farm without = Farm.start(workplace, StoreKind.DERBY);
                Farm with = Farm.startWithTls(workplace)) {
            TaskBenchmark plainTasks = new TaskBenchmark(without, sizes);
            TaskBenchmark secureTasks = new TaskBenchmark(with, sizes);
            plainTasks.warmUp();
            secureTasks.warmUp();
            for (int turn = 0; turn < TURNS; turn++) {
                plain.addAll(plainTasks.measure(WORKERS, TaskBenchmark.USUAL_BACKLOG));
                secure.addAll(secureTasks.measure(WORKERS, TaskBenchmark.USUAL_BACKLOG));
            }
        }
        double usual = perSecond(plain).median();
        row(table, "plain", plain, usual);
        row(table, "TLS", secure, usual);
        return table;
    }

    private static void row(Table table, String name, List<TaskBenchmark.Window> windows, double usual) {
        table.row(
                name,
                perSecond(windows).text(0),
                Series.of(windows.stream()
                                .map(TaskBenchmark.Window::cpuMillisPerTask)
                                .toList())
                        .text(2),
                String.format(Locale.ROOT, "%.0f %%", 100 * perSecond(windows).median() / usual));
    }

    private static Series perSecond(List<TaskBenchmark.Window> windows) {
        return Series.of(windows.stream().map(TaskBenchmark.Window::perSecond).toList());
    }
}
