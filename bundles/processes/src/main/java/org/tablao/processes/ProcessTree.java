package org.tablao.processes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program and all processes that came of it. Any thread may call it. */
public final class ProcessTree {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);

    /** What the launcher may take beyond the notice before it is helped. */
    private static final Duration HELP_AFTER = Duration.ofSeconds(3);

    /** How long output may come after the launcher's end, by a process that hid from the tree. */
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(5);

    private final String mark;
    private final Process launcher;
    private final Duration notice;
    private final ScheduledExecutorService timer;
    private final AtomicLong peakMemory = new AtomicLong();
    private final CompletableFuture<Void> outputRead = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final ScheduledFuture<?> sampling;

    ProcessTree(String mark, Process launcher, ProcessSpec spec, ScheduledExecutorService timer) {
        this.mark = mark;
        this.launcher = launcher;
        this.notice = spec.notice();
        this.timer = timer;
        this.sampling = timer.scheduleWithFixedDelay(this::sample, 100, 1000, TimeUnit.MILLISECONDS);
        Thread reader = new Thread(() -> read(new LineReader(spec.lines())), "tablao-output-" + launcher.pid());
        reader.setDaemon(true);
        reader.start();
        launcher.onExit().thenAccept(this::launcherEnded);
    }

    /** What all its processes carry as {@code PROCESS_TREE} in their environment, and no other process does. */
    public String mark() {
        return mark;
    }

    /**
     * Waits until the whole tree has ended and its output was read.
     *
     * @return the program's exit code; 128 + signal when a signal ended it
     */
    public int await() throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading the output of a process tree", e.getCause());
        }
    }

    /** Like {@link #await()}, for so long at most; false when it has not ended then. */
    public boolean await(Duration most) throws InterruptedException {
        try {
            ended.get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    /** Completes when the whole tree has ended; a copy, which nobody else waits for. */
    public CompletableFuture<Integer> ended() {
        return ended.copy();
    }

    /** The most memory seen, in bytes; 0 when it ended before it was looked at. */
    public long peakMemoryBytes() {
        return peakMemory.get();
    }

    /** Ends the whole tree: asks at once, kills what is left after the notice. Does not wait. */
    public void end() {
        if (ended.isDone()) {
            return;
        }
        try (OutputStream pipe = launcher.getOutputStream()) {
            pipe.flush();
        } catch (IOException e) {
            LOG.debug("the pipe to process {} is closed already", launcher.pid(), e);
        }
        try {
            timer.schedule(this::help, notice.plus(HELP_AFTER).toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.RejectedExecutionException e) {
            LOG.debug("process {} ends by its launcher alone", launcher.pid(), e);
        }
    }

    private void help() {
        if (!ended.isDone()) {
            LOG.warn("process tree of {} did not end within its notice: killed", launcher.pid());
            kill();
            launcher.destroyForcibly();
        }
    }

    private void launcherEnded(Process process) {
        sampling.cancel(false);
        kill(); // nothing is left, unless the launcher was killed
        outputRead
                .orTimeout(LAST_OUTPUT.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((done, problem) -> ended.complete(process.exitValue()));
    }

    private void kill() {
        TreeMembers.of(mark).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private void sample() {
        peakMemory.accumulateAndGet(TreeMembers.memory(TreeMembers.of(mark)), Math::max);
    }

    private void read(LineReader lines) {
        try (InputStream output = launcher.getInputStream()) {
            lines.readAll(output);
        } catch (IOException e) {
            LOG.debug("output of process {} ended", launcher.pid(), e);
        } catch (RuntimeException e) {
            LOG.error("a reader of the output of process {} failed: the tree is ended", launcher.pid(), e);
            end();
        } finally {
            outputRead.complete(null);
        }
    }
}
