package org.tablao.certificates;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/** The one thread that signs and changes what is stored of nodes. So many wait at most. */
final class DeskThread implements AutoCloseable {
    private static final int MOST_WAITING = 500;

    private final Store store;
    private final ThreadPoolExecutor thread;

    /** Work on the thread. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws StoreException, IOException;
    }

    DeskThread(Store store) {
        this.store = store;
        this.thread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread named = new Thread(task, "tablao-nodes");
                    named.setDaemon(true);
                    return named;
                });
    }

    <T> CompletionStage<T> call(Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            thread.execute(() -> run(work, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new RefusedException(
                    Refusal.UNAVAILABLE,
                    "Too many nodes ask at once, or the server is stopping.",
                    "Try again in a few seconds."));
        }
        return result;
    }

    /** Durable when it returns. On the thread. */
    void commit(List<Change> changes) throws StoreException {
        store.commit(changes);
    }

    private static <T> void run(Work<T> work, CompletableFuture<T> result) {
        try {
            result.complete(work.done());
        } catch (StoreException | IOException e) {
            result.completeExceptionally(new RefusedException(
                    Refusal.UNAVAILABLE,
                    "The server cannot keep it: " + e.getMessage(),
                    "Try again in a few seconds."));
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
