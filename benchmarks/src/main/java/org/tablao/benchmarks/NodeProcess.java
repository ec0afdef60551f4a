package org.tablao.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A node in a process of its own, started as a user starts it. */
final class NodeProcess implements AutoCloseable {
    private static final int MOST_START_SECONDS = 90;
    private static final int MOST_STOP_SECONDS = 30;

    private final Path home;
    private final Process process;
    private final long startedNanos;
    private final StringBuilder output = new StringBuilder();
    private final CompletableFuture<Long> readyNanos = new CompletableFuture<>();

    private NodeProcess(Path home, Process process, long startedNanos) {
        this.home = home;
        this.process = process;
        this.startedNanos = startedNanos;
        Thread reader = new Thread(this::read, "output of " + home.getFileName());
        reader.setDaemon(true);
        reader.start();
        // Who ends the benchmark does not want to end its nodes one by one.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** Starts {@code bin/tablao start <arguments>}; does not wait. */
    static NodeProcess begin(Path distribution, Path home, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(distribution.resolve("bin/tablao").toString(), "start"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        long now = System.nanoTime();
        return new NodeProcess(
                home, new ProcessBuilder(command).redirectErrorStream(true).start(), now);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.append(line).append('\n');
                }
                if (line.startsWith("tablao ") && line.contains(" ready")) {
                    readyNanos.complete(System.nanoTime());
                }
            }
        } catch (IOException e) {
            readyNanos.completeExceptionally(e);
        }
        readyNanos.completeExceptionally(new IOException("it ended"));
    }

    /** Seconds from the start of the process to its ready line. */
    double awaitReady() throws IOException, InterruptedException {
        try {
            return (readyNanos.get(MOST_START_SECONDS, TimeUnit.SECONDS) - startedNanos) / 1e9;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the node is not ready:\n" + output(), e);
        }
    }

    /** Seconds from the start of the process to the first answer of its API. */
    double awaitAnswer(int port) throws IOException, InterruptedException {
        while (secondsSinceStart() < MOST_START_SECONDS && process.isAlive()) {
            if (answers(port)) {
                return secondsSinceStart();
            }
            // Looks a hundred times a second; returns at once when the process has ended.
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
        throw new IOException("the node does not answer:\n" + output());
    }

    private static boolean answers(int port) {
        try (HttpConnection connection = new HttpConnection(port)) {
            return connection.send("GET", "/api/v1/health", "", new byte[0]).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private double secondsSinceStart() {
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    ProcessFacts facts() {
        return new ProcessFacts(process.pid());
    }

    String adminToken() throws IOException {
        return Files.readString(home.resolve("data/admin.token")).strip();
    }

    String joinToken() throws IOException {
        return Files.readString(home.resolve("data/join.token")).strip();
    }

    private String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(MOST_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
