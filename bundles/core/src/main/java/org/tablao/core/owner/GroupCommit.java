package org.tablao.core.owner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Change;

/** Makes the changes of many turns durable in one transaction, then lets leave what waited for it. */
public final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** Makes changes durable, all or none; blocks. */
    @FunctionalInterface
    public interface Committer {
        void commit(List<Change> changes) throws Exception;
    }

    private final String name;
    private final Committer committer;
    private final Runnable wakeOwner;
    private final Thread thread;
    private final ExecutorService departures;
    private Group group = new Group();
    private boolean failed;
    private boolean closing;
    private boolean committing;

    GroupCommit(String name, Committer committer, Runnable wakeOwner) {
        this.name = name;
        this.committer = committer;
        this.wakeOwner = wakeOwner;
        this.thread = new Thread(this::run, "tablao-" + name + "-commit");
        this.departures = Executors.newSingleThreadExecutor(work -> new Thread(work, "tablao-" + name + "-departures"));
    }

    void start() {
        thread.start();
    }

    /** Adds a turn to the group that is committed next; {@code failure} is told when it is not. */
    synchronized void add(Turn turn, Runnable completion, Consumer<Throwable> failure) {
        group.changes.addAll(turn.changes());
        group.departures.addAll(turn.departures());
        group.departures.add(completion);
        group.failures.add(failure);
        if (failed) {
            abandon(group);
            group = new Group();
        }
        notifyAll();
    }

    /** The owner's memory is not to be trusted any more: nothing that is not durable yet may leave. */
    synchronized void fail() {
        failed = true;
        abandon(group);
        group = new Group();
        notifyAll();
    }

    /** Whether the owner must load anew; asked by the owner's thread before each piece of work. */
    synchronized boolean hasFailed() {
        return failed;
    }

    /** Waits until no commit is under way, so that what the owner loads next is all that is durable. */
    synchronized void awaitQuiet() throws InterruptedException {
        while (committing) {
            wait();
        }
    }

    /** The owner has loaded anew. */
    synchronized void recovered() {
        failed = false;
    }

    /** Commits what there is, lets it leave, and ends. */
    void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        OwnerLoop.join(thread);
        departures.shutdown();
        try {
            if (!departures.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("{}: what was to leave did not within 5 s of its end", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (Group next = take(); next != null; next = take()) {
            try {
                if (!next.changes.isEmpty()) {
                    committer.commit(next.changes);
                }
                List<Runnable> leaving = next.departures;
                departures.execute(() -> leaving.forEach(this::depart));
            } catch (Exception e) {
                LOG.error(
                        "{} could not make {} changes durable and loads its state anew", name, next.changes.size(), e);
                abandon(next);
                fail();
                wakeOwner.run();
            }
        }
    }

    private synchronized Group take() {
        committing = false;
        notifyAll();
        while (group.isEmpty() && !closing) {
            try {
                wait();
            } catch (InterruptedException e) {
                closing = true;
            }
        }
        if (group.isEmpty()) {
            return null;
        }
        Group taken = group;
        group = new Group();
        committing = true;
        return taken;
    }

    private void depart(Runnable departure) {
        try {
            departure.run();
        } catch (RuntimeException e) {
            LOG.error("{}: what was to leave met a fault", name, e);
        }
    }

    private void abandon(Group lost) {
        RefusedException reason = new RefusedException(
                Refusal.UNAVAILABLE, "The " + name + " could not store this.", "Try again in a few seconds.");
        List<Consumer<Throwable>> failures = List.copyOf(lost.failures);
        departures.execute(() -> failures.forEach(failure -> depart(() -> failure.accept(reason))));
    }

    private static final class Group {
        final List<Change> changes = new ArrayList<>();
        final List<Runnable> departures = new ArrayList<>();
        final List<Consumer<Throwable>> failures = new ArrayList<>();

        boolean isEmpty() {
            return departures.isEmpty();
        }
    }
}
