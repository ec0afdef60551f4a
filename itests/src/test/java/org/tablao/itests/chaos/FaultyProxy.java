package org.tablao.itests.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stands between two nodes, and does to each request what a script says. */
final class FaultyProxy implements AutoCloseable {
    /** What becomes of a request. */
    enum Fault {
        NONE,
        /** It arrives twice. */
        DOUBLE,
        /** It arrives, but nobody hears the answer. */
        LOSE_REPLY,
        /** It arrives only when its sender has long given up. */
        LATE,
        /** It does not arrive. */
        CUT
    }

    private static final int PATIENCE_MILLIS = 90_000;

    private final ServerSocket door;
    private final int target;
    private final Duration late;
    private final ExecutorService threads = Executors.newCachedThreadPool(FaultyProxy::daemon);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(FaultyProxy::daemon);
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<String, Integer> done = new TreeMap<>();
    private volatile Function<String, Fault> script = kind -> Fault.NONE;

    /**
     * @param target port of the node that it stands in front of
     * @param late when a late request arrives
     */
    FaultyProxy(int target, Duration late) throws IOException {
        this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.target = target;
        this.late = late;
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** @param next from a request's kind to what becomes of it; called by many threads */
    void script(Function<String, Fault> next) {
        script = next;
    }

    /** Late requests that have not arrived yet. */
    int late() {
        return underWay.get();
    }

    /** How often it did what, to which kind of request. */
    Map<String, Integer> done() {
        synchronized (done) {
            return new TreeMap<>(done);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (Optional<HttpMessage> next = HttpMessage.read(in); next.isPresent(); next = HttpMessage.read(in)) {
                Optional<HttpMessage> answer = pass(next.get());
                if (answer.isEmpty()) {
                    return;
                }
                client.getOutputStream().write(answer.get().bytes());
            }
        } catch (IOException | UncheckedIOException e) {
            return; // what nodes do when they die; the other one sees the connection closed
        }
    }

    private Optional<HttpMessage> pass(HttpMessage request) throws IOException {
        Fault fault = script.apply(request.kind());
        synchronized (done) {
            done.merge(fault + " " + request.kind(), 1, Integer::sum);
        }
        switch (fault) {
            case CUT:
                return Optional.empty();
            case LATE:
                sendLate(request);
                return Optional.empty();
            case LOSE_REPLY:
                ask(request);
                return Optional.empty();
            case DOUBLE:
                return twice(request);
            default:
                return ask(request);
        }
    }

    /** A call that waits is ended by its double; any other is answered, and then comes again. */
    private Optional<HttpMessage> twice(HttpMessage request) throws IOException {
        if (!request.kind().equals("available")) {
            Optional<HttpMessage> first = ask(request);
            Optional<HttpMessage> second = ask(request);
            return request.kind().equals("identify") ? first : second;
        }
        CompletableFuture.runAsync(
                () -> {
                    try {
                        ask(request);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                threads);
        return ask(request);
    }

    private void sendLate(HttpMessage request) {
        underWay.incrementAndGet();
        timer.schedule(
                () -> threads.execute(() -> {
                    try {
                        ask(request);
                    } catch (IOException e) {
                        synchronized (done) {
                            done.merge("LATE and nobody there", 1, Integer::sum);
                        }
                    } finally {
                        underWay.decrementAndGet();
                    }
                }),
                late.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Optional<HttpMessage> ask(HttpMessage request) throws IOException {
        try (Socket node = new Socket(InetAddress.getLoopbackAddress(), target)) {
            node.setTcpNoDelay(true);
            node.setSoTimeout(PATIENCE_MILLIS);
            node.getOutputStream().write(request.bytes());
            return HttpMessage.read(new BufferedInputStream(node.getInputStream()));
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "faulty-proxy");
        thread.setDaemon(true);
        return thread;
    }
}
