package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Measures the distribution; see {@code docs/benchmarks.md}. */
public final class Main {
    private static final Set<String> ALL =
            Set.of("start", "tasks", "submit", "latency", "mixed", "core", "idle", "recovery");

    private Path distribution = Path.of("runtime/target/tablao");
    private Path table = Path.of("benchmarks/target/last.md");
    private Path document = Path.of("docs/benchmarks.md");
    private Path project = Path.of("").toAbsolutePath();
    private Optional<StoreKind> only = Optional.empty();
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
                case "--long" -> sizes = Sizes.LONG;
                case "--store" -> only = Optional.of(StoreKind.ofWord(value(words, ++i)));
                case "--project" -> project = Path.of(value(words, ++i)).toAbsolutePath();
                case "--record" -> keep = true;
                case "--workers" -> sizes = sizes.withWorkersOnly(numbers(value(words, ++i)));
                case "--only" -> wanted = parts(value(words, ++i));
                case "--distribution" -> distribution =
                        Path.of(value(words, ++i)).toAbsolutePath();
                case "--table" -> table = Path.of(value(words, ++i));
                case "--document" -> document = Path.of(value(words, ++i));
                default -> throw new IllegalArgumentException("There is no option " + words[i]
                        + "; there are --quick, --long, --record, --workers, --store and --only "
                        + String.join(",", new TreeSet<>(ALL)) + ".");
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
        try (Workplace workplace = Workplace.with(project, distribution)) {
            if (wanted.contains("start")) {
                say("starting roles");
                report.add(new StartBenchmark(workplace, sizes).run().markdown());
            }
            if (only.isPresent()) {
                load(workplace, only.get(), sizes, wanted, report);
            } else {
                load(workplace, StoreKind.DERBY, sizes, wanted, report);
                loadPostgres(workplace, report);
            }
            if (wanted.contains("core")) {
                say("running the core alone");
                report.add(new CoreBenchmark(sizes).run().markdown());
            }
            if (wanted.contains("idle")) {
                say("waiting");
                report.add(new IdleBenchmark(workplace, sizes).run().markdown());
            }
            if (wanted.contains("recovery")) {
                say("killing");
                report.add(new RecoveryBenchmark(workplace, sizes).run().markdown());
            }
        }
        report.writeTo(table);
        if (keep) {
            report.recordIn(document);
        }
    }

    /** The same in short for the other database, where this machine has it. */
    private void loadPostgres(Workplace workplace, Report report)
            throws IOException, InterruptedException, GeneralSecurityException {
        if (sizes != Sizes.QUICK && Files.isDirectory(Path.of("/usr/lib/postgresql"))) {
            Set<String> few = new TreeSet<>(wanted);
            few.retainAll(Set.of("tasks", "submit"));
            load(workplace, StoreKind.POSTGRESQL, sizes.withWorkersOnly(List.of(100)), few, report);
        }
    }

    private static void load(Workplace workplace, StoreKind store, Sizes sizes, Set<String> wanted, Report report)
            throws IOException, InterruptedException, GeneralSecurityException {
        Set<String> loads = new TreeSet<>(wanted);
        loads.retainAll(Set.of("tasks", "submit", "latency", "mixed"));
        if (loads.isEmpty()) {
            return;
        }
        try (Farm farm = Farm.start(workplace, store)) {
            say("calibrating, store in " + store.word());
            report.add(Calibration.measure(workplace.homes(), farm.port()));
            if (wanted.contains("tasks")) {
                say("running no-op tasks");
                report.add(new TaskBenchmark(farm, sizes).run(store).markdown());
            }
            if (wanted.contains("latency")) {
                say("looking how soon a worker is told");
                report.add(new LatencyBenchmark(farm, sizes).run().markdown());
            }
            if (wanted.contains("mixed")) {
                say("running as a farm");
                report.add(new MixedBenchmark(farm, sizes).run().markdown());
            }
            if (wanted.contains("submit")) {
                say("submitting");
                report.add(new SubmitBenchmark(farm, sizes).run(store).markdown());
            }
        }
    }

    private static void say(String what) {
        System.err.println("benchmarks: " + what);
    }
}
