package org.tablao.core.owner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.node.Ticker;

/**
 * Runs all work on a role's state on one thread, and commits what it changed in groups on another: while one group is being
 * made durable the owner goes on, and all that it does meanwhile is the next group. A third thread sends what may leave, so that
 * a slow receiver delays neither.
 *
 * <p>When a commit fails, nothing of its group leaves, nor of any later work that may have built on it: their stages complete
 * with UNAVAILABLE, the role's memory is dropped and loaded anew from the store, and until that has worked all calls are refused.
 */
public final class OwnerLoop implements Owner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerLoop.class);
    private static final Duration RELOAD_PAUSE = Duration.ofSeconds(1);
    /** A group is closed at this size although more work waits: the first of it is not to wait for ever. */
    private static final int MOST_WORK = 500;
    /** Wakes the owner and does nothing. */
    private static final Work<?> WAKE = new Work<>(turn -> null);

    /** What a loop owns. Called on the owner's thread. */
    @FunctionalInterface
    public interface State {
        /** Drops the memory and loads it from the store; first of all, and after a failure; may throw. */
        void load();

        /** Writes what the work of a group left to be written, just before the group is committed. */
        default void seal(Turn turn) {}
    }

    private final String name;
    private final Ticker ticker;
    private final State state;
    private final GroupCommit commits;
    private final LinkedBlockingQueue<Work<?>> inbox = new LinkedBlockingQueue<>();
    private final PriorityBlockingQueue<Periodic> timers =
            new PriorityBlockingQueue<>(11, (one, other) -> Long.signum(one.dueNanos - other.dueNanos));
    private final Thread thread;
    private volatile boolean closed;
    private boolean loaded;
    private Group open = new Group();

    /** @param name of the role, for threads and logs */
    public OwnerLoop(String name, Ticker ticker, GroupCommit.Committer committer, State state) {
        this.name = name;
        this.ticker = ticker;
        this.state = state;
        this.commits = new GroupCommit(name, committer, () -> inbox.add(WAKE));
        this.thread = new Thread(this::run, "tablao-" + name + "-owner");
    }

    /** Loads the state and begins. */
    public OwnerLoop start() {
        commits.start();
        thread.start();
        return this;
    }

    @Override
    public <T> CompletionStage<T> call(Function<Turn, T> work) {
        Work<T> entry = new Work<>(work);
        if (closed) {
            entry.promise.completeExceptionally(unavailable("is stopping"));
        } else {
            inbox.add(entry);
            if (closed) {
                refuseAll("is stopping");
            }
        }
        return entry.promise;
    }

    @Override
    public void every(Duration period, Consumer<Turn> work) {
        timers.add(new Periodic(ticker.nanos() + period.toNanos(), period.toNanos(), work));
        // The owner may wait for longer than this timer allows.
        inbox.add(WAKE);
    }

    /** Ends after the work that runs; what was committed leaves, what still waits is refused. */
    @Override
    public void close() {
        closed = true;
        inbox.add(WAKE);
        join(thread);
        commits.close();
        refuseAll("is stopping");
    }

    private void run() {
        while (!closed) {
            if (!loaded || commits.hasFailed()) {
                abandonOpen();
                loaded = tryLoad();
            } else {
                runDueTimers();
                closeGroupIfDue();
                next().filter(work -> work != WAKE).ifPresent(this::perform);
            }
        }
        if (loaded && !commits.hasFailed()) {
            closeGroup();
        } else {
            abandonOpen();
        }
    }

    /** As soon as the last group is durable, with all the work that is there. */
    private void closeGroupIfDue() {
        if (open.size() > 0 && (inbox.isEmpty() || open.size() >= MOST_WORK) && commits.isFree()) {
            closeGroup();
        }
    }

    private void closeGroup() {
        Turn last = new Turn();
        try {
            state.seal(last);
        } catch (RuntimeException fault) {
            LOG.error("{} met a fault and loads its state anew", name, fault);
            commits.fail();
            abandonOpen();
            return;
        }
        open.add(last);
        commits.submit(open);
        open = new Group();
    }

    private void abandonOpen() {
        if (open.size() > 0) {
            commits.abandon(open);
            open = new Group();
        }
    }

    private boolean tryLoad() {
        try {
            commits.awaitQuiet();
            state.load();
            commits.recovered();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
            return false;
        } catch (RuntimeException e) {
            LOG.error("{} cannot load its state and refuses calls: {}", name, e.toString());
            refuseAll("has no state: its store does not answer");
            pause();
            return false;
        }
    }

    private void pause() {
        try {
            Work<?> arrived = inbox.poll(RELOAD_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (arrived != null && arrived != WAKE) {
                arrived.promise.completeExceptionally(unavailable("has no state: its store does not answer"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private java.util.Optional<Work<?>> next() {
        try {
            Periodic first = timers.peek();
            Work<?> work = first == null
                    ? inbox.take()
                    : inbox.poll(Math.max(0, first.dueNanos - ticker.nanos()), TimeUnit.NANOSECONDS);
            return java.util.Optional.ofNullable(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
            return java.util.Optional.empty();
        }
    }

    private void runDueTimers() {
        while (!timers.isEmpty() && timers.peek().dueNanos - ticker.nanos() <= 0) {
            Periodic due = timers.poll();
            timers.add(new Periodic(ticker.nanos() + due.periodNanos, due.periodNanos, due.work));
            perform(new Work<>(turn -> {
                due.work.accept(turn);
                return null;
            }));
        }
    }

    private <T> void perform(Work<T> entry) {
        Turn turn = new Turn();
        try {
            T result = entry.work.apply(turn);
            open.add(turn, () -> entry.promise.complete(result), entry.promise::completeExceptionally);
        } catch (RefusedException refused) {
            open.add(
                    new Turn(),
                    () -> entry.promise.completeExceptionally(refused),
                    entry.promise::completeExceptionally);
        } catch (RuntimeException fault) {
            // The work may have changed half of the memory: what the store has is what holds.
            LOG.error("{} met a fault and loads its state anew", name, fault);
            entry.promise.completeExceptionally(fault);
            commits.fail();
        }
    }

    private void refuseAll(String why) {
        List<Work<?>> waiting = new ArrayList<>();
        inbox.drainTo(waiting);
        waiting.forEach(entry -> entry.promise.completeExceptionally(unavailable(why)));
    }

    private RefusedException unavailable(String why) {
        return new RefusedException(
                Refusal.UNAVAILABLE, "The " + name + " " + why + ".", "Try again in a few seconds.");
    }

    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private record Periodic(long dueNanos, long periodNanos, Consumer<Turn> work) {}

    private static final class Work<T> {
        final Function<Turn, T> work;
        final CompletableFuture<T> promise = new CompletableFuture<>();

        Work(Function<Turn, T> work) {
            this.work = work;
        }
    }
}
