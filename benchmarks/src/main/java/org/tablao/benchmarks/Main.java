package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Measures the distribution; see {@code docs/benchmarks.md}. */
public final class Main {
    private static final Set<String> ALL = Set.of("start", "tasks", "submit");

    private Path distribution = Path.of("runtime/target/tablao");
    private Path table = Path.of("benchmarks/target/last.md");
    private Path document = Path.of("docs/benchmarks.md");
    private Sizes sizes = Sizes.FULL;
    private Set<String> wanted = ALL;
    private boolean keep;

    private Main() {}

    public static void main(String[] words) throws InterruptedException, GeneralSecurityException {
        try {
            Main main = new Main();
            main.read(words);
            main.run();
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(1);
        }
    }

    private void read(String[] words) {
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--quick" -> sizes = Sizes.QUICK;
                case "--record" -> keep = true;
                case "--workers" -> sizes = sizes.with(numbers(value(words, ++i)));
                case "--seconds" -> sizes = sizes.with(Double.parseDouble(value(words, ++i)));
                case "--only" -> wanted = parts(value(words, ++i));
                case "--distribution" -> distribution =
                        Path.of(value(words, ++i)).toAbsolutePath();
                case "--table" -> table = Path.of(value(words, ++i));
                case "--document" -> document = Path.of(value(words, ++i));
                default -> throw new IllegalArgumentException("There is no option " + words[i]
                        + "; there are --quick, --record and --only " + String.join(",", new TreeSet<>(ALL)) + ".");
            }
        }
    }

    private static String value(String[] words, int at) {
        if (at == words.length) {
            throw new IllegalArgumentException("Option " + words[at - 1] + " needs a value.");
        }
        return words[at];
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }

    private static Set<String> parts(String text) {
        Set<String> parts = new TreeSet<>(Arrays.asList(text.split(",")));
        if (!ALL.containsAll(parts)) {
            throw new IllegalArgumentException("--only takes " + String.join(",", new TreeSet<>(ALL)) + ".");
        }
        return parts;
    }

    private void run() throws IOException, InterruptedException, GeneralSecurityException {
        Report report = new Report();
        report.add((sizes == Sizes.QUICK ? "Quick run. " : "") + Machine.text() + " Median (least–most) of the runs.");
        try (Workplace workplace = Workplace.with(distribution)) {
            if (wanted.contains("start")) {
                say("starting roles");
                report.add(new StartBenchmark(workplace, sizes).run().markdown());
            }
            if (wanted.contains("tasks") || wanted.contains("submit")) {
                load(workplace, report);
            }
        }
        System.out.print(report.markdown());
        report.writeTo(table);
        if (keep) {
            report.recordIn(document);
        }
    }

    private void load(Workplace workplace, Report report)
            throws IOException, InterruptedException, GeneralSecurityException {
        int port = NodeProcess.freePort();
        try (NodeProcess node = NodeProcess.begin(
                workplace.distribution(), workplace.newHome(), "server", "manager", "--port", Integer.toString(port))) {
            node.awaitReady();
            say("calibrating");
            report.add(Calibration.measure(workplace.homes(), port));
            if (wanted.contains("tasks")) {
                say("running no-op tasks");
                report.add(new TaskBenchmark(port, node, sizes).run().markdown());
            }
            if (wanted.contains("submit")) {
                say("submitting");
                report.add(new SubmitBenchmark(port, node, sizes).run().markdown());
            }
        }
    }

    private static void say(String what) {
        System.err.println("benchmarks: " + what);
    }
}
