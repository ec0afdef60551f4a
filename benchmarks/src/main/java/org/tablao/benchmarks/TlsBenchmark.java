package org.tablao.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The same no-op tasks with and without TLS, in turn: what keeping others out costs. */
final class TlsBenchmark {
    private final Workplace workplace;
    private final Sizes sizes;

    TlsBenchmark(Workplace workplace, Sizes sizes) {
        this.workplace = workplace;
        this.sizes = sizes;
    }

    Table run() throws IOException, InterruptedException {
        Map<String, List<TaskBenchmark.Window>> windows = windows();
        Table table = new Table(
                "No-op tasks with TLS and a key for each worker (B2), " + TlsRun.WORKERS + " workers",
                List.of("", "tasks/s", "server CPU ms a task", "of plain tasks/s"));
        double usual = perSecond(windows.getOrDefault("plain", List.of())).median();
        for (String name : List.of("plain", "TLS")) {
            row(table, name, windows.getOrDefault(name, List.of()), usual);
        }
        return table;
    }

    private Map<String, List<TaskBenchmark.Window>> windows() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TlsRun.class.getName(),
                        workplace.project().toString(),
                        workplace.distribution().toString(),
                        sizes.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Map<String, List<TaskBenchmark.Window>> windows = new TreeMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                windows.computeIfAbsent(words[0], name -> new ArrayList<>())
                        .add(new TaskBenchmark.Window(Double.parseDouble(words[1]), Double.parseDouble(words[2])));
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("the run with TLS failed");
        }
        return windows;
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
