package org.tablao.blenderrunner;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.pluginapi.engine.Installation;
import org.tablao.processes.ProcessSpec;
import org.tablao.processes.ProcessTree;
import org.tablao.processes.ProcessTrees;

/** Finds the Blenders of this host by asking each candidate for its version. */
final class InstallationFinder {
    private static final Logger LOG = LoggerFactory.getLogger(InstallationFinder.class);
    private static final Pattern VERSION = Pattern.compile("^Blender (\\d+)\\.(\\d+)(?:\\.(\\d+))?\\b.*");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final List<String> configured;
    private final ProcessTrees processes;

    /** @param configured executables; where there are none, the usual places are looked at */
    InstallationFinder(List<String> configured, ProcessTrees processes) {
        this.configured = configured.stream().filter(path -> !path.isBlank()).toList();
        this.processes = processes;
    }

    /** Newest first; of two with one version the first found. */
    List<Installation> find() {
        Map<Version, Installation> found = new LinkedHashMap<>();
        for (Path executable : candidates()) {
            version(executable)
                    .ifPresent(version -> found.putIfAbsent(version, new Installation(version.toString(), executable)));
        }
        return found.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .map(Map.Entry::getValue)
                .toList();
    }

    static Optional<Version> read(String line) {
        Matcher matcher = VERSION.matcher(line);
        return matcher.matches()
                ? Optional.of(new Version(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    private List<Path> candidates() {
        List<Path> candidates = new ArrayList<>();
        if (configured.isEmpty()) {
            for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
                candidates.add(Path.of(folder).toAbsolutePath().resolve("blender"));
            }
            candidates.add(Path.of("/usr/bin/blender"));
            candidates.addAll(inOpt());
        } else {
            configured.forEach(path -> candidates.add(Path.of(path)));
        }
        List<Path> real = new ArrayList<>();
        for (Path candidate : candidates) {
            if (candidate.isAbsolute() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                real.add(candidate);
            } else if (!configured.isEmpty()) {
                LOG.warn("{} is configured as Blender's executable but is none", candidate);
            }
        }
        return real.stream().distinct().toList();
    }

    private static List<Path> inOpt() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/opt"), "blender*")) {
            folders.forEach(folder -> found.add(folder.resolve("blender")));
        } catch (IOException e) {
            LOG.debug("/opt cannot be listed", e);
        }
        return found;
    }

    private Optional<Version> version(Path executable) {
        List<Version> versions = new ArrayList<>();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            ProcessTree tree = processes.start(
                    ProcessSpec.of(List.of(executable.toString(), "--version"), temporary, line -> read(line)
                            .ifPresent(versions::add)));
            if (!tree.await(LONGEST)) {
                tree.end();
                LOG.warn("{} --version does not end", executable);
                return Optional.empty();
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be started: {}", executable, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return versions.stream().findFirst();
    }
}
