package org.tablao.configuration;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the configurations what the files of {@code etc/} say. A wrong value leaves the old one. */
final class EtcReader {

    private static final Logger LOG = LoggerFactory.getLogger(EtcReader.class);
    private static final String SUFFIX = ".cfg";

    private final Path folder;
    private final Configurations configurations;
    private final Consumer<String> complaints;
    private final Set<Pid> waiting = new HashSet<>();
    private boolean allBundlesAreThere;

    /** @param complaints takes one line for each thing that is wrong */
    EtcReader(Path folder, Configurations configurations, Consumer<String> complaints) {
        this.folder = folder;
        this.configurations = configurations;
        this.complaints = complaints;
    }

    /** Takes up all files, and removes what was set by files that are gone. */
    synchronized void readAll() {
        try {
            Set<Pid> there = files();
            for (Pid gone : configurations.set()) {
                if (!there.contains(gone)) {
                    configurations.remove(gone);
                    LOG.info("{} is gone: {} is as it comes", fileOf(gone), gone);
                }
            }
            waiting.clear();
            there.forEach(this::read);
        } catch (IOException e) {
            complaints.accept(folder + " cannot be read: " + e.getMessage());
        }
    }

    /** Takes up the files that no bundle knew so far. */
    synchronized void readWaiting() {
        Set.copyOf(waiting).forEach(this::read);
    }

    /** From now on a file without a bundle is worth a line; while the node starts, most are. */
    synchronized void allBundlesAreThere() {
        allBundlesAreThere = true;
        waiting.forEach(this::tellThatItWaits);
    }

    private void tellThatItWaits(Pid pid) {
        LOG.info("{} waits: no bundle knows {}", fileOf(pid), pid);
    }

    private Set<Pid> files() throws IOException {
        Set<Pid> pids = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                pids.add(Pid.of(name.substring(0, name.length() - SUFFIX.length())));
            }
        }
        return pids;
    }

    private void read(Pid pid) {
        Path file = fileOf(pid);
        configurations.definition(pid).ifPresentOrElse(definition -> apply(pid, file, definition), () -> {
            if (waiting.add(pid) && allBundlesAreThere) {
                tellThatItWaits(pid);
            }
        });
    }

    private void apply(Pid pid, Path file, Definition definition) {
        waiting.remove(pid);
        try {
            CfgFile cfg = CfgFile.read(file);
            Map<String, Object> old = configurations.current(pid);
            Map<String, Object> values = new HashMap<>();
            cfg.problems().forEach(problem -> complain(file, problem.key(), problem.reason()));
            cfg.values().forEach((key, text) -> {
                try {
                    values.put(key, definition.convert(key, text));
                } catch (IllegalArgumentException e) {
                    complain(file, key, e.getMessage());
                    if (old.containsKey(key)) {
                        values.put(key, old.get(key));
                    }
                }
            });
            configurations.set(pid, values);
        } catch (IOException e) {
            complaints.accept(file + " was not taken up: " + e.getMessage());
        }
    }

    private void complain(Path file, String key, String reason) {
        complaints.accept(file + ": " + key + " " + reason);
    }

    private Path fileOf(Pid pid) {
        return folder.resolve(pid + SUFFIX);
    }
}
