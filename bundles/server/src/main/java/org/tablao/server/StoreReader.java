package org.tablao.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/** Reads from the store beside the owner's thread: what is read is durable already. */
final class StoreReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreReader.class);
    private static final int THREADS = 2;

    /** A read, which blocks. */
    @FunctionalInterface
    interface Read<T> {
        T from(Store store) throws StoreException;
    }

    private final Store store;
    private final ExecutorService threads;

    StoreReader(Store store) {
        AtomicInteger number = new AtomicInteger();
        this.store = store;
        this.threads = Executors.newFixedThreadPool(
                THREADS, work -> new Thread(work, "tablao-server-reader-" + number.incrementAndGet()));
    }

    <T> CompletionStage<T> read(Read<T> read) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> answer(read, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(unavailable("The server is stopping."));
        }
        return answer;
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("a read from the store did not end within 5 s");
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> void answer(Read<T> read, CompletableFuture<T> answer) {
        try {
            answer.complete(read.from(store));
        } catch (StoreException e) {
            LOG.error("the store cannot be read: {}", e.getMessage());
            answer.completeExceptionally(unavailable("The store cannot be read now."));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static RefusedException unavailable(String reason) {
        return new RefusedException(Refusal.UNAVAILABLE, reason, "Try again in a few seconds.");
    }
}
