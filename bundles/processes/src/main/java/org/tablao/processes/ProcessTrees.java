package org.tablao.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Starts process trees: the only class of Tablao that starts a process. Each tree has a launcher in a session of its own,
 * which ends the tree when this process closes its pipe or dies, {@code kill -9} included.
 *
 * <p>Whoever makes one closes it: that ends its trees and its thread.
 */
public final class ProcessTrees implements AutoCloseable {
    private final ScheduledExecutorService timer;
    private final Set<ProcessTree> trees = ConcurrentHashMap.newKeySet();
    private final Map<String, String> ours;
    private final String script;

    public ProcessTrees() {
        this(System.getenv());
    }

    ProcessTrees(Map<String, String> ours) {
        this.ours = Map.copyOf(ours);
        this.script = script();
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "tablao-processes");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws IOException when there is no such program, or it cannot be started; the text names it */
    public ProcessTree start(ProcessSpec spec) throws IOException {
        Map<String, String> environment = ScrubbedEnvironment.of(ours, spec);
        String name = spec.command().get(0);
        String executable = ScrubbedEnvironment.executable(name, environment.get("PATH"))
                .orElseThrow(() -> new IOException("there is no program " + name))
                .toString();
        String mark = UUID.randomUUID().toString();
        List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", script, "tablao-launcher", mark));
        command.add(Long.toString(Math.max(1, spec.notice().toSeconds())));
        command.add(executable);
        command.addAll(spec.command().subList(1, spec.command().size()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(spec.directory().toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        ProcessTree tree = new ProcessTree(mark, builder.start(), spec, timer);
        trees.add(tree);
        tree.ended().whenComplete((code, problem) -> trees.remove(tree));
        return tree;
    }

    /** Kills what is left of trees that an earlier process started; answers how many processes that were. */
    public static long killMarked(Set<String> marks) {
        return TreeMembers.ofAny(marks).stream()
                .filter(pid -> ProcessHandle.of(pid)
                        .filter(ProcessHandle::destroyForcibly)
                        .isPresent())
                .count();
    }

    /** Asks all trees to end, without waiting: their launchers see to the rest. */
    @Override
    public void close() {
        trees.forEach(ProcessTree::end);
        timer.shutdownNow();
    }

    private static String script() {
        try (InputStream stream = ProcessTrees.class.getResourceAsStream("launch.sh")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("reading the launcher", e);
        }
    }
}
