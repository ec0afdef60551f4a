package org.tablao.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.pluginapi.command.Program;
import org.tablao.pluginapi.command.RunningProgram;
import org.tablao.processes.ProcessSpec;
import org.tablao.processes.ProcessTree;

/** One try at a task: its folders, its log, its process trees, and why it is to end. Any thread. */
final class Attempt {
    /** Why an attempt is to end before its commands have. */
    enum Cause {
        NONE,
        /** The manager wants it ended. */
        CANCELLED,
        /** This worker stops, or the manager wants the lease back. */
        INTERRUPTED,
        /** It ran or was silent longer than it may. */
        TIMED_OUT,
        /** It took more memory than it may. */
        OUT_OF_MEMORY,
        /** It belongs to somebody else by now, or nobody answers for it: nobody wants a report. */
        ABANDONED
    }

    /** How far it is. */
    record Progress(double fraction, String activity) {}

    /** The most memory that a tree took. */
    record Taken(boolean ended, long peakBytes) {}

    /** What a tree may take beyond its notice. */
    private static final Duration AFTER_NOTICE = Duration.ofSeconds(10);

    private final TaskLease lease;
    private final AttemptFolders folders;
    private final AttemptLog log;
    private final JournaledTrees processes;
    private final Map<String, String> devices;
    private final Set<JournaledTrees.Journaled> trees = ConcurrentHashMap.newKeySet();
    private volatile Progress progress = new Progress(0, "");
    private volatile Cause cause = Cause.NONE;
    private volatile String why = "";
    private final AtomicLong signs = new AtomicLong();
    private final CompletableFuture<Void> givingWay = new CompletableFuture<>();
    private Duration longestNotice = Duration.ZERO;
    private Thread runner;

    /** @param devices variables that pin its programs to the devices that are its own */
    Attempt(
            TaskLease lease,
            AttemptFolders folders,
            AttemptLog log,
            JournaledTrees processes,
            Map<String, String> devices) {
        this.lease = lease;
        this.folders = folders;
        this.log = log;
        this.processes = processes;
        this.devices = Map.copyOf(devices);
    }

    TaskLease lease() {
        return lease;
    }

    String id() {
        return lease.leaseId();
    }

    AttemptFolders folders() {
        return folders;
    }

    AttemptLog log() {
        return log;
    }

    Cause cause() {
        return cause;
    }

    /** What is said to people of the cause; empty where it explains itself. */
    String why() {
        return why;
    }

    /** Lines and progress so far: one that stays the same is silent. */
    long signs() {
        return signs.get();
    }

    void line(String text) {
        signs.incrementAndGet();
        log.add(text);
    }

    Progress progress() {
        return progress;
    }

    void progress(Progress now) {
        signs.incrementAndGet();
        progress = now;
    }

    long memoryBytes() {
        return memory(trees.stream()
                .map(tree -> new Taken(tree.noted().isDone(), tree.tree().peakMemoryBytes()))
                .toList());
    }

    /** What those take together that run, or one took that has ended: one after the other they do not add up. */
    static long memory(Collection<Taken> trees) {
        long together = 0;
        long most = 0;
        for (Taken tree : trees) {
            together += tree.ended() ? 0 : tree.peakBytes();
            most = Math.max(most, tree.peakBytes());
        }
        return Math.max(together, most);
    }

    /** The calling thread runs its commands from here, and is interrupted when the attempt is to end. */
    synchronized void enter() {
        runner = Thread.currentThread();
        if (cause != Cause.NONE) {
            runner.interrupt();
        }
    }

    synchronized void leave() {
        runner = null;
        Thread.interrupted(); // the thread serves others next
    }

    void stop(Cause now) {
        stop(now, "");
    }

    /** @param reason for people */
    synchronized void stop(Cause now, String reason) {
        if (cause == Cause.NONE || now == Cause.ABANDONED) {
            why = reason;
            cause = now;
        }
        trees.forEach(one -> one.tree().end());
        if (runner != null) {
            runner.interrupt();
        }
    }

    /** Something of a higher priority waits for its place. */
    void giveWay() {
        givingWay.complete(null);
    }

    boolean givesWay() {
        return givingWay.isDone();
    }

    /** Strangers' code: what it throws is in the log. */
    void onGivingWay(Runnable then) {
        givingWay.thenRun(then).whenComplete((done, problem) -> {
            if (problem != null) {
                log.add("Tablao: it did not give way: " + problem.getCause());
            }
        });
    }

    synchronized RunningProgram start(Program program) throws IOException {
        if (cause != Cause.NONE) {
            throw new IOException("The attempt is to end: nothing is started any more.");
        }
        JournaledTrees.Journaled tree = processes.start(
                id(),
                new ProcessSpec(
                        program.command(),
                        environment(program),
                        program.directory().orElse(folders.scratch()),
                        folders.scratch(),
                        line -> {
                            line(line);
                            program.lines().accept(line);
                        },
                        program.notice()));
        trees.add(tree);
        if (program.notice().compareTo(longestNotice) > 0) {
            longestNotice = program.notice();
        }
        return new StartedTree(tree.tree());
    }

    private Map<String, String> environment(Program program) {
        Map<String, String> environment = new HashMap<>(program.environment());
        environment.putAll(devices);
        return environment;
    }

    /** Ends what still runs and waits until it is written down that it has ended: nobody hears of an end before. */
    void endTrees() {
        trees.forEach(one -> one.tree().end());
        Duration limit;
        synchronized (this) {
            limit = longestNotice.plus(AFTER_NOTICE);
        }
        CompletableFuture.allOf(
                        trees.stream().map(JournaledTrees.Journaled::noted).toArray(CompletableFuture[]::new))
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> null)
                .join();
    }

    private record StartedTree(ProcessTree tree) implements RunningProgram {
        @Override
        public int await() throws InterruptedException {
            return tree.await();
        }

        @Override
        public long peakMemoryBytes() {
            return tree.peakMemoryBytes();
        }

        @Override
        public void end() {
            tree.end();
        }
    }
}
