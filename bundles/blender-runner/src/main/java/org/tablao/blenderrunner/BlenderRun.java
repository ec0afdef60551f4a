package org.tablao.blenderrunner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tablao.paths.ImageFormats;
import org.tablao.paths.OutputPattern;
import org.tablao.pluginapi.command.Outcome;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.command.ProducedFile;
import org.tablao.pluginapi.command.Program;
import org.tablao.pluginapi.command.RunningProgram;
import org.tablao.pluginapi.command.TaskContext;
import org.tablao.pluginapi.engine.RenderRequest;

/**
 * One Blender process for all frames of a request. Lines come on the program's reading thread; what they leave is read after
 * its end by the thread that runs it.
 */
final class BlenderRun {
    private static final String MAIN = "main";
    private static final long FULL_BELOW = 64 * 1024;

    private final RenderRequest request;
    private final TaskContext context;
    private final OutputPattern pattern;
    private final Path staging;
    private final List<Integer> left;
    private final List<BlenderLine.Trouble> troubles = new ArrayList<>();
    private Optional<BlenderLine.GaveUp> gaveUp = Optional.empty();
    private Optional<Integer> frame = Optional.empty();
    private Optional<IOException> failure = Optional.empty();
    private boolean diskFull;

    BlenderRun(RenderRequest request, TaskContext context, OutputPattern pattern) throws IOException {
        this.request = request;
        this.context = context;
        this.pattern = pattern;
        this.left = new ArrayList<>(request.frames());
        // Beside the pending files, on the target's file system, so that a frame is moved there and not copied.
        Path beside = context.pending(pattern.frame(request.frames().get(0), "staged"));
        this.staging = Files.createDirectories(beside.resolveSibling("staging"));
    }

    Outcome run() throws IOException, InterruptedException {
        context.onGivingWay(this::endAfterThisFrame);
        RunningProgram blender = context.start(Program.of(command())
                .in(context.scratch())
                .with("BLENDER_USER_RESOURCES", context.scratch().toString())
                .reading(this::read));
        int exitCode = blender.await();
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (exitCode == 0 && gaveUp.isEmpty() && !left.isEmpty() && context.givesWay() && !diskFull) {
            return Outcome.of(
                    OutcomeClass.INTERRUPTED,
                    "It gave way to something of a higher priority, with " + left.size() + " of its "
                            + request.frames().size() + " frames left.");
        }
        diskFull |= !left.isEmpty() && isFull();
        return BlenderEnd.of(new BlenderEnd.Seen(
                request.scene(), exitCode, frame, gaveUp, List.copyOf(troubles), List.copyOf(left), diskFull));
    }

    /** The driver looks for this file before each frame. */
    private Path giveWay() {
        return context.scratch().resolve("give-way");
    }

    private void endAfterThisFrame() {
        try {
            Files.write(giveWay(), new byte[0]);
        } catch (IOException e) {
            context.log("Tablao: Blender is not told to give way: " + e);
        }
    }

    private List<String> command() throws IOException {
        Path driver = context.scratch().resolve("driver.py");
        try (InputStream source = BlenderRun.class.getResourceAsStream("driver.py")) {
            Files.copy(source, driver, StandardCopyOption.REPLACE_EXISTING);
        }
        Path arguments = context.scratch().resolve("arguments.json");
        Map<String, Object> values = new HashMap<>();
        values.put("frames", request.frames());
        values.put("format", request.format());
        values.put("staging", staging.toString());
        values.put("giveWay", giveWay().toString());
        values.put("threads", request.options().getOrDefault("threads", 0));
        values.put("gpus", context.gpus().size());
        BlenderLine.JSON.writeValue(arguments.toFile(), values);
        // Blender obeys its arguments in order. -Y: a scene's own scripts stay off.
        return List.of(
                request.installation().executable().toString(),
                "--background",
                "--factory-startup",
                "--disable-autoexec",
                "-noaudio",
                "--python-exit-code",
                "3",
                request.scene().toString(),
                "--python",
                driver.toString(),
                "--",
                arguments.toString());
    }

    private void read(String text) {
        BlenderLine line = BlenderLine.read(text);
        if (line instanceof BlenderLine.Begins begins) {
            frame = Optional.of(begins.frame());
            context.progress(doneFraction(0), "frame " + begins.frame());
        } else if (line instanceof BlenderLine.Sampled sampled) {
            context.progress(
                    doneFraction((double) sampled.sample() / Math.max(1, sampled.of())),
                    "frame " + frame.map(String::valueOf).orElse("?") + ", sample " + sampled.sample() + " of "
                            + sampled.of());
        } else if (line instanceof BlenderLine.Finished finished) {
            finish(finished);
        } else if (line instanceof BlenderLine.GaveUp problem) {
            gaveUp = Optional.of(problem);
        } else if (line instanceof BlenderLine.Warning warning) {
            context.log("Warning: " + warning.text());
        } else if (line instanceof BlenderLine.Trouble trouble) {
            troubles.add(trouble);
        }
    }

    private void finish(BlenderLine.Finished finished) {
        boolean main = finished.files().stream().anyMatch(file -> file.layer().equals(MAIN));
        try {
            for (BlenderLine.LayerFile file : finished.files()) {
                if (Files.size(file.path()) == 0) {
                    // Seen: a full disk, an empty file, exit code 0.
                    diskFull |= isFull();
                    return;
                }
            }
            for (BlenderLine.LayerFile file : finished.files()) {
                produce(finished, file);
            }
        } catch (IOException | UncheckedIOException e) {
            failure = Optional.of(e instanceof IOException io ? io : new IOException(e));
            return;
        }
        if (main) {
            left.remove((Integer) finished.frame());
            context.progress(doneFraction(0), "frame " + finished.frame() + " done");
        }
    }

    private void produce(BlenderLine.Finished finished, BlenderLine.LayerFile file) throws IOException {
        if (!staging.equals(file.path().getParent())) {
            throw new IOException(file.path() + " is not in the staging folder");
        }
        String name = file.path().getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1);
        Path target = file.layer().equals(MAIN)
                ? pattern.frame(finished.frame(), extension)
                : pattern.frame(file.layer(), finished.frame(), extension);
        Path pending = context.pending(target);
        Files.move(file.path(), pending, StandardCopyOption.REPLACE_EXISTING);
        Map<String, String> statistics = Map.of(
                "engine", "blender",
                "engineVersion", request.installation().version(),
                "renderSeconds", Double.toString(finished.seconds()),
                "peakMemoryBytes", Long.toString(finished.memoryBytes()),
                "samples", Integer.toString(finished.samples()));
        context.produced(ProducedFile.frame(pending, target, file.layer(), finished.frame(), statistics));
    }

    private double doneFraction(double ofThisFrame) {
        int all = request.frames().size();
        return Math.min(1, (all - left.size() + ofThisFrame) / all);
    }

    private boolean isFull() {
        try {
            return Files.getFileStore(staging).getUsableSpace() < FULL_BELOW;
        } catch (IOException e) {
            return false;
        }
    }

    static Optional<String> refusedFormat(String format) {
        return format.isEmpty() || ImageFormats.extension(format).isPresent()
                ? Optional.empty()
                : Optional.of("format '" + format + "' is not an image format of Blender.");
    }
}
