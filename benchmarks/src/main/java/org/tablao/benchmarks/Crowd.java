package org.tablao.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** So many simulated workers of one manager, each a thread and a connection. */
final class Crowd implements AutoCloseable {
    private static final int MOST_JOIN_SECONDS = 60;

    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Crowd() {}

    /** Returns when all have joined and ask for work. */
    static Crowd join(int port, String joinToken, String command, int count)
            throws IOException, InterruptedException, GeneralSecurityException {
        Crowd crowd = new Crowd();
        CountDownLatch joined = new CountDownLatch(count);
        try {
            for (int i = 1; i <= count; i++) {
                NodeIdentity identity = new NodeIdentity("simulated-" + count + "-" + i, joinToken);
                SimulatedWorker worker = new SimulatedWorker(port, identity, command, joined);
                Thread thread = new Thread(worker, "worker " + i);
                crowd.workers.add(worker);
                crowd.threads.add(thread);
                thread.start();
            }
            boolean all = joined.await(MOST_JOIN_SECONDS, TimeUnit.SECONDS);
            crowd.check();
            if (!all) {
                throw new IOException("not all of " + count + " workers joined in " + MOST_JOIN_SECONDS + " s");
            }
            return crowd;
        } catch (IOException | InterruptedException | GeneralSecurityException e) {
            crowd.close();
            throw e;
        }
    }

    /** Fails when a worker met what it did not expect. */
    void check() throws IOException {
        for (SimulatedWorker worker : workers) {
            if (!worker.fault().isEmpty()) {
                throw new IOException("a worker gave up: " + worker.fault());
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (SimulatedWorker worker : workers) {
            worker.stop();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (SimulatedWorker worker : workers) {
            worker.leave();
        }
    }
}
