package org.tablao.manager;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of all that this manager has to do with its server. After its end it takes no more work, in silence. */
final class LinkThread {
    private static final Logger LOG = LoggerFactory.getLogger(LinkThread.class);

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "tablao-manager-server"));

    void run(Runnable work) {
        later(Duration.ZERO, work);
    }

    void later(Duration pause, Runnable work) {
        try {
            executor.schedule(() -> guarded(work), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the manager's link has ended");
        }
    }

    /** Has an answer handled on this thread; no answer in time is a failure. */
    <T> void await(CompletionStage<T> answer, Duration longest, BiConsumer<T, Throwable> handler) {
        answer.toCompletableFuture()
                .copy()
                .orTimeout(longest.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((value, problem) -> run(() -> handler.accept(value, problem)));
    }

    void end() {
        executor.shutdownNow();
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("the manager's link met a fault", e);
        }
    }
}
