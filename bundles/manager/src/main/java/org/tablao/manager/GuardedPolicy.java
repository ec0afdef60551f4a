package org.tablao.manager;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Ticker;

/**
 * A policy that the owner's thread asks. A plugin's is asked on a thread of its own, which is given up when it hangs; the farm's own
 * ones are called straight. One that hangs, throws, answers nothing or takes most of the asker's time is put aside for good:
 * it is not asked again until it is chosen anew.
 */
final class GuardedPolicy<P> implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(GuardedPolicy.class);
    private static final String OWN_BUNDLE = "org.tablao.scheduler";

    /** Of the owner's time, what a plugin may take in the long run: half. */
    private static final int SHARE = 2;

    /** What an answer is, and how long the policy took for it. */
    private record Answer<T>(T value, long nanos) {}

    private final P policy;
    private final String name;
    private final String inItsPlace;
    private final Ticker ticker;
    private final Duration deadline;
    private final Optional<ThreadPoolExecutor> thread;
    private volatile String fault = "";
    private long spentNanos;
    private long askedNanos;

    /** @param inItsPlace who decides where this one is put aside, for people */
    GuardedPolicy(P policy, String name, String inItsPlace, Ticker ticker, Duration deadline) {
        this.policy = policy;
        this.name = name;
        this.inItsPlace = inItsPlace;
        this.ticker = ticker;
        this.deadline = deadline;
        this.askedNanos = ticker.nanos();
        this.thread = isOwn(policy) ? Optional.empty() : Optional.of(thread(name));
    }

    boolean isFor(P other) {
        return policy == other;
    }

    String name() {
        return name;
    }

    /** Why it was put aside; empty while it is asked. */
    String fault() {
        return fault;
    }

    /** Nothing where it is put aside. On the asker's thread. */
    <T> Optional<T> ask(Function<P, T> question) {
        if (!fault.isEmpty()) {
            return Optional.empty();
        }
        try {
            T value = thread.isPresent() ? askAway(thread.get(), question) : question.apply(policy);
            if (value != null) {
                return Optional.of(value);
            }
            putAside("it answered nothing", new IllegalStateException("null"));
        } catch (TimeoutException e) {
            putAside("it did not answer within " + deadline.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            putAside("it threw " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            // The asker ends; that is no fault of the policy.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            putAside("it threw " + e, e);
        }
        return Optional.empty();
    }

    /** Gives up its thread, also one that hangs. */
    @Override
    public void close() {
        thread.ifPresent(ThreadPoolExecutor::shutdownNow);
    }

    private <T> T askAway(ThreadPoolExecutor own, Function<P, T> question)
            throws InterruptedException, ExecutionException, TimeoutException {
        Future<Answer<T>> asked = own.submit(() -> {
            long begun = ticker.nanos();
            T value = question.apply(policy);
            return new Answer<>(value, ticker.nanos() - begun);
        });
        Answer<T> answer = asked.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        long now = ticker.nanos();
        spentNanos = Math.max(0, spentNanos - (now - askedNanos) / SHARE) + answer.nanos();
        askedNanos = now;
        if (spentNanos > deadline.toNanos()) {
            putAside("it takes most of the manager's time", new TimeoutException());
        }
        return answer.value();
    }

    private void putAside(String reason, Throwable cause) {
        fault = reason + "; " + inItsPlace + " until it is chosen anew";
        LOG.error("the policy {} is put aside: {}", name, fault, cause);
        close();
    }

    private static boolean isOwn(Object policy) {
        Bundle bundle = FrameworkUtil.getBundle(policy.getClass());
        return bundle != null && OWN_BUNDLE.equals(bundle.getSymbolicName());
    }

    private static ThreadPoolExecutor thread(String name) {
        ThreadPoolExecutor thread =
                new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    // One that hangs for good must not keep the process from ending.
                    Thread made = new Thread(work, "tablao-manager-policy-" + name);
                    made.setDaemon(true);
                    return made;
                });
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }
}
