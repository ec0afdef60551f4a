package org.tablao.worker;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker's threads: one that owns all state, one for each running task, one that looks at finished files. */
final class WorkerThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerThreads.class);

    private final ScheduledExecutorService owner = Executors.newSingleThreadScheduledExecutor(named("tablao-worker"));
    private final ExecutorService slots = Executors.newCachedThreadPool(named("tablao-slot"));
    private final ExecutorService check = Executors.newSingleThreadExecutor(named("tablao-check"));

    /** Runs on the owner; what comes after the end is dropped. */
    void own(Runnable work) {
        try {
            owner.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("the worker has ended", e);
        }
    }

    /** Runs on the owner, later. */
    void later(Duration delay, Runnable work) {
        try {
            owner.schedule(guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the worker has ended", e);
        }
    }

    /** For what blocks: commands, publication, looking for engines. */
    Executor slots() {
        return slots;
    }

    Executor check() {
        return check;
    }

    @Override
    public void close() {
        owner.shutdownNow();
        check.shutdownNow();
        slots.shutdownNow();
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("a step of the worker failed", e);
            }
        };
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
