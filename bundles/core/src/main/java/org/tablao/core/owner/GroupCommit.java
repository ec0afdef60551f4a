package org.tablao.core.owner;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Change;

/** Makes one group after the other durable, then lets leave what waited for it. */
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
    private Group next;
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

    /** Whether a group would be committed at once; where it would not, the owner is woken when it would. */
    synchronized boolean isFree() {
        return next == null && !committing;
    }

    /** Takes the group that is committed next. To be given when there is none, or as the last one of all. */
    synchronized void submit(Group group) {
        if (failed) {
            abandon(group);
        } else if (group.changes().isEmpty() && isFree()) {
            leave(group);
        } else {
            next = group;
            notifyAll();
        }
    }

    /** The owner's memory is not to be trusted any more: nothing that is not durable yet may leave. */
    synchronized void fail() {
        failed = true;
        if (next != null) {
            abandon(next);
            next = null;
        }
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

    /** Tells those who wait for a group that it is lost. */
    void abandon(Group lost) {
        RefusedException reason = new RefusedException(
                Refusal.UNAVAILABLE, "The " + name + " could not store this.", "Try again in a few seconds.");
        departures.execute(() -> lost.failures().forEach(failure -> depart(() -> failure.accept(reason))));
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
        for (Group group = take(); group != null; group = take()) {
            try {
                if (!group.changes().isEmpty()) {
                    committer.commit(group.changes());
                }
                leave(group);
            } catch (Exception e) {
                LOG.error(
                        "{} could not make {} changes durable and loads its state anew",
                        name,
                        group.changes().size(),
                        e);
                abandon(group);
                fail();
            }
        }
    }

    private Group take() {
        if (done()) {
            wakeOwner.run();
        }
        synchronized (this) {
            while (next == null && !closing) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    closing = true;
                }
            }
            Group taken = next;
            next = null;
            committing = taken != null;
            return taken;
        }
    }

    /** Answers whether it became free. */
    private synchronized boolean done() {
        boolean was = committing;
        committing = false;
        notifyAll();
        return was;
    }

    private void leave(Group group) {
        departures.execute(() -> group.departures().forEach(this::depart));
    }

    private void depart(Runnable departure) {
        try {
            departure.run();
        } catch (RuntimeException e) {
            LOG.error("{}: what was to leave met a fault", name, e);
        }
    }
}
