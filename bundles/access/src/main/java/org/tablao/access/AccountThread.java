package org.tablao.access;

import java.time.Duration;
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

/** The one thread that hashes passwords and changes accounts. So many wait at most: a flood of logins costs one core, no more. */
final class AccountThread implements AutoCloseable {
    private static final int MOST_WAITING = 200;
    private static final Duration FULL_FOR = Duration.ofSeconds(5);

    private final Store store;
    private final ThreadPoolExecutor thread;

    /** Work on the thread. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws StoreException;
    }

    AccountThread(Store store, String name) {
        this.store = store;
        this.thread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread named = new Thread(task, name);
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
                    "Too many log in at once, or the node is stopping.",
                    "Try again in a few seconds.",
                    FULL_FOR));
        }
        return result;
    }

    /** Durable when it answers. On the thread. */
    void commit(List<Change> changes) throws StoreException {
        store.commit(changes);
    }

    private static <T> void run(Work<T> work, CompletableFuture<T> result) {
        try {
            result.complete(work.done());
        } catch (StoreException e) {
            result.completeExceptionally(new RefusedException(
                    Refusal.UNAVAILABLE,
                    "The store does not answer: " + e.getMessage(),
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
