package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What this disk and this HTTP server could do if there were no farm: the rates beside which ours are to be read. */
final class Calibration {
    private static final double SECONDS = 1;

    private Calibration() {}

    /** @param port of a node that runs */
    static String measure(Path folder, int port) throws IOException, InterruptedException {
        return String.format(
                Locale.ROOT,
                "Calibration: %,.0f fsyncs/s of 4 KiB appended on this disk; empty HTTP requests (`/api/v1/health`):"
                        + " %,.0f/s on 1 connection, %,.0f/s on 16.",
                syncs(folder),
                requests(port, 1),
                requests(port, 16));
    }

    private static double syncs(Path folder) throws IOException {
        Path file = folder.resolve("syncs");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            long began = System.nanoTime();
            long end = began + (long) (SECONDS * 1e9);
            int done = 0;
            while (System.nanoTime() < end) {
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
                done++;
            }
            return done / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static double requests(int port, int connections) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            // Once for the server's own warming up, once for the figure.
            callAll(threads, port, connections);
            return callAll(threads, port, connections);
        } finally {
            threads.shutdownNow();
        }
    }

    private static double callAll(ExecutorService threads, int port, int connections)
            throws IOException, InterruptedException {
        List<Future<Integer>> running = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            running.add(threads.submit(() -> call(port, began + (long) (SECONDS * 1e9))));
        }
        int done = 0;
        for (Future<Integer> one : running) {
            try {
                done += one.get();
            } catch (ExecutionException e) {
                throw new IOException("calling /api/v1/health", e);
            }
        }
        return done / ((System.nanoTime() - began) / 1e9);
    }

    private static int call(int port, long endNanos) throws IOException {
        int done = 0;
        try (HttpConnection connection = new HttpConnection(port)) {
            while (System.nanoTime() < endNanos) {
                int status = connection
                        .send("GET", "/api/v1/health", "", new byte[0])
                        .status();
                if (status != 200) {
                    throw new IOException("/api/v1/health answered " + status);
                }
                done++;
            }
        }
        return done;
    }
}
