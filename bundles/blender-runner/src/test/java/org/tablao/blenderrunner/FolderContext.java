package org.tablao.blenderrunner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.tablao.pluginapi.command.ProducedFile;
import org.tablao.pluginapi.command.Program;
import org.tablao.pluginapi.command.RunningProgram;
import org.tablao.pluginapi.command.TaskContext;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Schema;
import org.tablao.pluginapi.schema.Values;
import org.tablao.processes.ProcessSpec;
import org.tablao.processes.ProcessTree;
import org.tablao.processes.ProcessTrees;

/** An attempt in a folder, with real processes and nobody to publish. */
final class FolderContext implements TaskContext {
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    final List<ProducedFile> produced = Collections.synchronizedList(new ArrayList<>());
    final List<String> activities = Collections.synchronizedList(new ArrayList<>());
    final CompletableFuture<Void> givingWay = new CompletableFuture<>();
    private final Path scratch;
    List<Integer> gpus = List.of();
    private final ProcessTrees processes;

    FolderContext(Path scratch, ProcessTrees processes) {
        this.scratch = scratch;
        this.processes = processes;
    }

    @Override
    public String attemptId() {
        return "J.1.1";
    }

    @Override
    public Values parameters() {
        try {
            return Schema.of().check(Map.of());
        } catch (InvalidValues e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Path scratch() {
        return scratch;
    }

    @Override
    public List<Integer> gpus() {
        return gpus;
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }

    @Override
    public void progress(double fraction, String activity) {
        activities.add(activity);
    }

    @Override
    public RunningProgram start(Program program) throws IOException {
        ProcessTree tree = processes.start(new ProcessSpec(
                program.command(),
                program.environment(),
                program.directory().orElse(scratch),
                scratch,
                line -> {
                    lines.add(line);
                    program.lines().accept(line);
                },
                program.notice()));
        return new RunningProgram() {
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
        };
    }

    @Override
    public Path pending(Path target) throws IOException {
        Path folder = Files.createDirectories(target.resolveSibling(".tablao").resolve(attemptId()));
        return folder.resolve(target.getFileName());
    }

    @Override
    public void produced(ProducedFile file) {
        produced.add(file);
    }

    @Override
    public boolean stopping() {
        return false;
    }

    @Override
    public Set<Integer> publishedFrames() {
        return Set.of();
    }

    @Override
    public boolean givesWay() {
        return givingWay.isDone();
    }

    @Override
    public void onGivingWay(Runnable then) {
        givingWay.thenRun(then);
    }
}
