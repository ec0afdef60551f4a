package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long a role takes from nothing to its first answer, and what it has cost by then. */
final class StartBenchmark {
    private static final List<String> ROLES = List.of("farm", "server", "worker");

    private final Workplace workplace;
    private final Sizes sizes;

    private record Start(double seconds, double cpuSeconds, double megabytes) {}

    StartBenchmark(Workplace workplace, Sizes sizes) {
        this.workplace = workplace;
        this.sizes = sizes;
    }

    Table run() throws IOException, InterruptedException {
        Series java = bare(List.of("-version"));
        Series felix = bare(List.of("-cp", felixClassPath(), BareFelix.class.getName()));
        Table table = new Table(
                "Start: process started → first answer of `/api/v1/health` (worker: its ready line)",
                List.of("role", "home", "seconds", "× bare Felix", "CPU s", "RSS MB"));
        table.row("bare JVM (`java -version`)", "–", java.text(2), ratio(java, felix), "–", "–");
        table.row("bare Felix, no bundle", "–", felix.text(2), ratio(felix, felix), "–", "–");
        for (String role : ROLES) {
            measure(role, felix, table);
        }
        return table;
    }

    private void measure(String role, Series felix, Table table) throws IOException, InterruptedException {
        List<Start> cold = new ArrayList<>();
        List<Start> warm = new ArrayList<>();
        for (int i = 0; i < sizes.starts(); i++) {
            Path home = workplace.newHome();
            cold.add(start(role, home));
            warm.add(start(role, home));
            Workplace.delete(home);
        }
        row(role, "empty", cold, felix, table);
        row(role, "second start", warm, felix, table);
    }

    private static void row(String role, String home, List<Start> starts, Series felix, Table table) {
        Series seconds = Series.of(starts.stream().map(Start::seconds).toList());
        table.row(
                role,
                home,
                seconds.text(2),
                ratio(seconds, felix),
                Series.of(starts.stream().map(Start::cpuSeconds).toList()).text(2),
                Series.of(starts.stream().map(Start::megabytes).toList()).text(0));
    }

    private Start start(String role, Path home) throws IOException, InterruptedException {
        boolean listens = !role.equals("worker");
        int port = NodeProcess.freePort();
        // A worker looks for a manager that is not there: it is ready when it looks.
        String[] arguments = listens
                ? new String[] {role, "--port", Integer.toString(port)}
                : new String[] {role, "--manager", "http://127.0.0.1:" + port};
        try (NodeProcess node = NodeProcess.begin(workplace.distribution(), home, arguments)) {
            double seconds = listens ? node.awaitAnswer(port) : node.awaitReady();
            double cpu = node.facts().cpuSeconds();
            node.awaitReady();
            return new Start(seconds, cpu, node.facts().residentMegabytes());
        }
    }

    private Series bare(List<String> arguments) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < sizes.starts(); i++) {
            List<String> command =
                    new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
            command.addAll(arguments);
            command.add(workplace.newHome().toString());
            long began = System.nanoTime();
            int exit = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            seconds.add((System.nanoTime() - began) / 1e9);
            if (exit != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + exit);
            }
        }
        return Series.of(seconds);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String felixClassPath() {
        String own = Path.of(System.getProperty("java.class.path").split(":")[0])
                .toAbsolutePath()
                .toString();
        return own + ":" + workplace.distribution().resolve("lib/org.apache.felix.framework.jar");
    }

    private static String ratio(Series one, Series baseline) {
        return String.format(Locale.ROOT, "%.1f", one.median() / baseline.median());
    }
}
