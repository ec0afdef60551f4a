package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Measures the distribution; see {@code docs/benchmarks.md}. */
public final class Main {
    private static final Set<String> ALL =
            Set.of("start", "tasks", "submit", "latency", "mixed", "core", "schedule", "idle", "recovery", "tls");

    private Path distribution = Path.of("runtime/target/tablao");
    private Path table = Path.of("benchmarks/target/last.md");
    private Path document = Path.of("docs/benchmarks.md");
    private Path project = Path.of("").toAbsolutePath();
    private Optional<StoreKind> only = Optional.empty();
    private Sizes sizes = Sizes.FULL;
    private Set<String> wanted = ALL;
    private final Report report = new Report();
    private final List<String> failed = new ArrayList<>();
    private boolean keep;
    private boolean quick;

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
                case "--quick" -> {
                    sizes = Sizes.QUICK;
                    quick = true;
                }
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
        long began = System.nanoTime();
        report.add((quick ? "Quick run. " : "") + Machine.text() + " Median (least–most) of the runs.");
        try (Workplace workplace = Workplace.with(project, distribution)) {
            part("start", "starting roles", () -> new StartBenchmark(workplace, sizes).run());
            for (StoreKind store : StoreKind.values()) {
                if (isToMeasure(store)) {
                    load(workplace, store);
                }
            }
            part("core", "running the core alone", () -> new CoreBenchmark(sizes).run());
            part("schedule", "judging whole days", () -> new ScheduleBenchmark(sizes).run());
            part("tls", "running no-op tasks with and without TLS", () -> new TlsBenchmark(workplace, sizes).run());
            part("idle", "waiting", () -> new IdleBenchmark(workplace, sizes).run());
        }
        report.add(String.format(
                java.util.Locale.ROOT, "All of it took %.1f minutes.", (System.nanoTime() - began) / 60e9));
        save();
        if (!failed.isEmpty()) {
            throw new IOException("these parts failed: " + String.join(", ", failed));
        }
    }

    private boolean isToMeasure(StoreKind store) {
        boolean asked = only.map(store::equals).orElse(store == StoreKind.DERBY || !quick);
        return asked && (store == StoreKind.DERBY || Files.isDirectory(Path.of("/usr/lib/postgresql")));
    }

    /** The second database in short, where both are measured. */
    private Sizes sizesFor(StoreKind store) {
        return store == StoreKind.DERBY || only.isPresent() ? sizes : sizes.withWorkersOnly(List.of(1, 100, 1000));
    }

    private void load(Workplace workplace, StoreKind store) throws InterruptedException, GeneralSecurityException {
        Set<String> loads = new TreeSet<>(wanted);
        loads.retainAll(Set.of("tasks", "submit", "latency", "mixed", "recovery"));
        if (loads.isEmpty()) {
            return;
        }
        try (Farm farm = Farm.start(workplace, store)) {
            say("calibrating, store in " + store.word());
            report.add(Calibration.measure(workplace.homes(), farm.port()));
            load(farm, store, sizesFor(store));
        } catch (IOException e) {
            failed("a farm with its store in " + store.word(), e);
        }
    }

    private void load(Farm farm, StoreKind store, Sizes measured)
            throws InterruptedException, GeneralSecurityException {
        part("tasks", "running no-op tasks", () -> new TaskBenchmark(farm, measured).run(store));
        part("latency", "looking how soon a worker is told", () -> new LatencyBenchmark(farm, measured).run(store));
        if (store == StoreKind.DERBY || only.isPresent()) {
            part("mixed", "running as a farm", () -> new MixedBenchmark(farm, measured).run());
        }
        part("submit", "submitting", () -> new SubmitBenchmark(farm, measured).run(store));
        part("recovery", "killing", () -> new RecoveryBenchmark(farm, measured).run(store));
    }

    /** What fails leaves its place empty, and the rest is measured all the same. */
    private void part(String name, String doing, Part part) throws InterruptedException, GeneralSecurityException {
        if (!wanted.contains(name)) {
            return;
        }
        say(doing);
        try {
            report.add(part.run().markdown());
            save();
        } catch (IOException | RuntimeException e) {
            failed(name, e);
        }
    }

    /** After each part: who has no time for all of them has what was measured until then. */
    private void save() throws IOException {
        report.writeTo(table);
        if (keep) {
            report.recordIn(document);
        }
    }

    private void failed(String what, Exception problem) {
        failed.add(what);
        String why = String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
        report.add("*" + what + "* could not be measured: " + why);
    }

    @FunctionalInterface
    private interface Part {
        Table run() throws IOException, InterruptedException, GeneralSecurityException;
    }

    private static void say(String what) {
        System.err.println("benchmarks: " + what);
    }
}
