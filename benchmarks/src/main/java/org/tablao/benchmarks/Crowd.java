package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;

/** So many simulated workers of one manager, all on one thread: what the load generator costs, the server does not get. */
final class Crowd implements AutoCloseable {
    private record Due(long atNanos, SimulatedWorker worker) {}

    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final PriorityQueue<Due> reports =
            new PriorityQueue<>((one, other) -> Long.signum(one.atNanos() - other.atNanos()));
    private final Selector selector;
    private final LongConsumer atItsEnd;
    private final Thread thread;
    private final AtomicLong reported = new AtomicLong();
    private volatile boolean stopping;
    private volatile String fault = "";

    /** How workers join: by the token of a farm without TLS, or by a certificate each. */
    interface Identities {
        Optional<SSLContext> tls(int worker) throws IOException, GeneralSecurityException;

        String joinToken() throws IOException;
    }

    private Crowd(String name, LongConsumer atItsEnd) throws IOException {
        this.atItsEnd = atItsEnd;
        this.selector = Selector.open();
        this.thread = new Thread(this::run, name);
    }

    /**
     * Returns when all have joined and ask for work.
     *
     * @param commands what each offers, by its number from 1
     * @param atItsEnd told how many reports were acknowledged
     */
    static Crowd join(
            int port,
            Identities identities,
            int count,
            IntFunction<List<String>> commands,
            SimulatedWorker.Tasks tasks,
            LongConsumer atItsEnd)
            throws IOException, GeneralSecurityException {
        Crowd crowd = new Crowd("crowd of " + count, atItsEnd);
        try {
            for (int i = 1; i <= count; i++) {
                SimulatedWorker worker =
                        new SimulatedWorker(port, identities.tls(i), commands.apply(i), tasks, crowd.reported);
                worker.join(new NodeIdentity("simulated-" + System.nanoTime() + "-" + i, identities.joinToken()));
                crowd.workers.add(worker);
            }
            // Not one by one as they join: many take longer to join than a call may wait for its answer.
            for (SimulatedWorker worker : crowd.workers) {
                worker.connect();
                worker.channel().register(crowd.selector, SelectionKey.OP_READ, worker);
                worker.ask();
            }
            crowd.thread.start();
            return crowd;
        } catch (IOException | GeneralSecurityException e) {
            crowd.close();
            throw e;
        }
    }

    private void run() {
        try {
            while (!stopping) {
                await();
                for (SelectionKey key : selector.selectedKeys()) {
                    SimulatedWorker worker = (SimulatedWorker) key.attachment();
                    take(worker, worker.takeAnswer());
                }
                selector.selectedKeys().clear();
                while (!reports.isEmpty() && reports.element().atNanos() - System.nanoTime() <= 0) {
                    reports.remove().worker().report();
                }
            }
        } catch (IOException | ClosedSelectorException | IllegalArgumentException e) {
            fault = stopping ? "" : e.toString();
        }
    }

    private void await() throws IOException {
        if (reports.isEmpty()) {
            selector.select();
        } else {
            long millis = (reports.element().atNanos() - System.nanoTime()) / 1_000_000;
            // 0 would be for ever.
            selector.select(Math.max(1, millis));
        }
    }

    private void take(SimulatedWorker worker, Optional<Long> nanos) throws IOException {
        if (nanos.isEmpty()) {
            return;
        }
        if (nanos.get() <= 0) {
            worker.report();
        } else {
            reports.add(new Due(System.nanoTime() + nanos.get(), worker));
        }
    }

    int size() {
        return workers.size();
    }

    /** Reports that were acknowledged. */
    long reported() {
        return reported.get();
    }

    /** The node is gone: ends without a good-bye, and answers how many reports were acknowledged. */
    long abandon() throws IOException {
        stopping = true;
        selector.wakeup();
        join();
        for (SimulatedWorker worker : workers) {
            worker.close();
        }
        selector.close();
        atItsEnd.accept(reported());
        return reported();
    }

    /** Fails when a worker met what it did not expect. */
    void check() throws IOException {
        if (!fault.isEmpty()) {
            throw new IOException("a worker gave up: " + fault);
        }
    }

    @Override
    public void close() throws IOException {
        abandon();
        for (SimulatedWorker worker : workers) {
            worker.leave();
        }
    }

    private void join() throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the crowd ended", e);
        }
    }
}
