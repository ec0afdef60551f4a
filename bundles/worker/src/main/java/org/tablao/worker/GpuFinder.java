package org.tablao.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.worker.Gpu;
import org.tablao.processes.ProcessSpec;
import org.tablao.processes.ProcessTree;
import org.tablao.processes.ProcessTrees;

/** The graphics devices of this host: as configured, else as NVIDIA's driver tells them. */
final class GpuFinder {
    private static final Logger LOG = LoggerFactory.getLogger(GpuFinder.class);
    private static final Pattern CONFIGURED = Pattern.compile("\\s*(\\d+)\\s*;\\s*(\\d+)\\s*;\\s*(.*?)\\s*");
    private static final Pattern TOLD = Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(.*?)\\s*");
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final ProcessTrees processes;
    private final List<Path> places;

    /** @param places folders that are searched for {@code nvidia-smi} */
    GpuFinder(ProcessTrees processes, List<Path> places) {
        this.processes = processes;
        this.places = places;
    }

    /** The folders of this process' search path. */
    static List<Path> searchPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
    }

    /**
     * Blocks for seconds at most.
     *
     * @param configured {@code index;MiB;model} each, {@code none} alone for none; empty to ask the driver
     */
    List<Gpu> find(List<String> configured) {
        List<String> said = configured.stream().filter(text -> !text.isBlank()).toList();
        if (said.isEmpty()) {
            return ask();
        }
        if (said.equals(List.of("none"))) {
            return List.of();
        }
        List<Gpu> gpus = new ArrayList<>();
        for (String text : said) {
            read(CONFIGURED, text)
                    .ifPresentOrElse(
                            gpus::add,
                            () -> LOG.error("gpus has '{}', which is not written as index;MiB;model: left out", text));
        }
        return List.copyOf(gpus);
    }

    private List<Gpu> ask() {
        Optional<Path> tool = places.stream()
                .map(folder -> folder.resolve("nvidia-smi"))
                .filter(Files::isExecutable)
                .findFirst();
        if (tool.isEmpty()) {
            return List.of();
        }
        List<Gpu> gpus = new ArrayList<>();
        List<String> command =
                List.of(tool.get().toString(), "--query-gpu=index,memory.total,name", "--format=csv,noheader,nounits");
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            ProcessTree tree = processes.start(
                    ProcessSpec.of(command, temporary, line -> read(TOLD, line).ifPresent(gpus::add)));
            if (!tree.await(LONGEST)) {
                tree.end();
                LOG.warn("{} does not end: no graphics device is offered", tool.get());
                return List.of();
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be started: {}", tool.get(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(gpus);
    }

    private static Optional<Gpu> read(Pattern form, String line) {
        Matcher matcher = form.matcher(line);
        return matcher.matches()
                        && matcher.group(1).length() < 4
                        && matcher.group(2).length() < 10
                ? Optional.of(new Gpu(
                        Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)) << 20, matcher.group(3)))
                : Optional.empty();
    }
}
