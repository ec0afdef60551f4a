package org.tablao.itests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A node of the farm in a process of its own, started as a user starts it. */
public final class NodeProcess implements AutoCloseable {
    private static final Duration MOST_START = Duration.ofSeconds(90);
    private static final Duration MOST_STOP = Duration.ofSeconds(30);

    private final Path home;
    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Thread reader;

    private NodeProcess(Path home, Process process) {
        this.home = home;
        this.process = process;
        this.reader = new Thread(this::read, "output of " + home.getFileName());
        reader.start();
    }

    /** Starts {@code bin/tablao start <arguments>}; does not wait. */
    public static NodeProcess begin(Path home, String... arguments) throws IOException {
        return begin(home, List.of(), Map.of(), arguments);
    }

    /**
     * The same under another program, and with more in its environment.
     *
     * @param before that program with its arguments; empty for none
     */
    public static NodeProcess begin(
            Path home, List<String> before, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Distribution.command(), "start"));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--home", home.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new NodeProcess(home, builder.start());
    }

    /** Starts a node and waits until it says that it is ready. */
    public static NodeProcess start(Path home, String... arguments) throws IOException, InterruptedException {
        NodeProcess node = begin(home, arguments);
        try {
            node.awaitReady();
        } catch (IOException e) {
            node.close();
            throw e;
        }
        return node;
    }

    public void awaitReady() throws IOException, InterruptedException {
        try {
            ready.get(MOST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("not ready:\n" + output(), e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
                if (line.contains("is ready")) {
                    ready.complete(line);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IOException("it ended"));
    }

    public Path home() {
        return home;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /** The lines of its output that contain a text. */
    public List<String> linesWith(String text) {
        synchronized (output) {
            return output.stream().filter(line -> line.contains(text)).toList();
        }
    }

    public String adminToken() throws IOException {
        return Files.readString(home.resolve("data/admin.token")).strip();
    }

    public String joinToken() throws IOException {
        return Files.readString(home.resolve("data/join.token")).strip();
    }

    /** Asks it to end (SIGTERM); answers its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(MOST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("it did not end within " + MOST_STOP + ":\n" + output());
        }
        reader.join();
        return process.exitValue();
    }

    /** Ends it at once (SIGKILL). */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(MOST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
