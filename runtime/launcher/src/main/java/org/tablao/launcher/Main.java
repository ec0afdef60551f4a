package org.tablao.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code tablao start <role>…}: one node, in the foreground, until it is told to stop. */
public final class Main {

    private Main() {}

    public static void main(String[] words) {
        ExitCode exit;
        try {
            exit = run(List.of(words));
        } catch (LaunchException e) {
            System.err.println("tablao: " + e.getMessage());
            exit = e.exitCode();
        } catch (InterruptedException | IOException | RuntimeException e) {
            e.printStackTrace();
            exit = ExitCode.UNEXPECTED;
        }
        // Threads that a bundle left behind must not keep the process.
        Runtime.getRuntime().halt(exit.status());
    }

    private static ExitCode run(List<String> words) throws LaunchException, IOException, InterruptedException {
        if (words.contains("--help") || words.contains("-h")) {
            System.out.print(Arguments.USAGE);
            return ExitCode.STOPPED;
        }
        Arguments arguments = Arguments.parse(words, System.getenv());
        Distribution distribution = new Distribution(distributionFolder());
        try (Home home = Home.open(arguments.home())) {
            checkPort(arguments);
            configureLogging(arguments, distribution, home);
            Node node = new Node(arguments, distribution, home, System.err);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOnSignal(node), "tablao-stop"));
            start(node);
            if (node.isRunning()) {
                System.out.println(readyLine(arguments));
            }
            node.awaitStop();
            return ExitCode.STOPPED;
        }
    }

    private static void start(Node node) throws LaunchException, InterruptedException {
        try {
            node.start();
        } catch (LaunchException e) {
            node.stop();
            throw e;
        }
    }

    /** Runs as the JVM ends on a signal, whose own exit status would be that of a crash. */
    private static void stopOnSignal(Node node) {
        node.stop();
        Runtime.getRuntime().halt(ExitCode.STOPPED.status());
    }

    /** The distribution is where this jar's folder {@code lib} is, unless a developer says otherwise. */
    private static Path distributionFolder() {
        String given = System.getProperty("tablao.distribution");
        return Path.of(given == null ? "." : given).toAbsolutePath().normalize();
    }

    /** Said before anything starts; the HTTP service would only log it. */
    private static void checkPort(Arguments arguments) throws LaunchException {
        if (arguments.port().isEmpty()) {
            return;
        }
        int port = arguments.port().get();
        try (ServerSocket probe = new ServerSocket()) {
            // As the HTTP service does: a port whose last connections are still closing is free.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(arguments.bind()), port));
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.PORT_IN_USE,
                    "Port " + port + " on " + arguments.bind() + " cannot be used (" + e.getMessage()
                            + "). Give this node another --port.");
        }
    }

    private static void configureLogging(Arguments arguments, Distribution distribution, Home home) {
        Path own = home.logback();
        Path file = Files.exists(own) ? own : distribution.logbackDefaults();
        System.setProperty("logback.configurationFile", file.toString());
        System.setProperty(
                "tablao.log",
                home.folder().resolve("log").resolve(arguments.title() + ".log").toString());
    }

    private static String readyLine(Arguments arguments) {
        String where = arguments.url().map(url -> " at " + url).orElse("");
        String took = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> java.time.Duration.between(start, java.time.Instant.now())
                                .toMillis()
                        / 1000.0)
                .map(seconds -> String.format(Locale.ROOT, " in %.1f s", seconds))
                .orElse("");
        return "tablao " + arguments.title() + " is ready" + where + took + " (home " + arguments.home() + ")";
    }
}
