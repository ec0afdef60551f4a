package org.tablao.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a node runs, as its home's {@code deployment.json} says it: the one answer to "what is wanted here". */
record Deployment(List<String> roles, List<BundleEntry> bundles) {

    static final String FILE = "deployment.json";

    Deployment {
        roles = List.copyOf(roles);
        bundles = List.copyOf(bundles);
    }

    /** The distribution's bundles, then those plug-ins of the deployment before whose bytes are still there. */
    static Deployment of(Collection<Role> roles, List<BundleEntry> distribution, List<BundleEntry> plugins) {
        Set<String> digests = distribution.stream().map(BundleEntry::sha256).collect(Collectors.toSet());
        List<BundleEntry> bundles = new ArrayList<>(distribution);
        plugins.stream()
                .filter(plugin -> Files.isReadable(plugin.file()))
                .filter(plugin -> digests.add(plugin.sha256()))
                .forEach(bundles::add);
        return new Deployment(roles.stream().map(Role::word).toList(), bundles);
    }

    static Deployment read(Path file) throws IOException {
        try {
            Map<String, Object> json = Json.readObject(Files.readString(file));
            List<BundleEntry> entries = new ArrayList<>();
            for (Map<String, Object> bundle : objects(json, "bundles")) {
                entries.add(BundleEntry.ofDeployment(bundle));
            }
            return new Deployment(List.of(), entries);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    List<BundleEntry> plugins() {
        return bundles.stream()
                .filter(entry -> entry.origin().equals(BundleEntry.PLUGIN))
                .toList();
    }

    Set<String> digests() {
        return bundles.stream().map(BundleEntry::sha256).collect(Collectors.toUnmodifiableSet());
    }

    Set<String> locations() {
        return bundles.stream().map(BundleEntry::location).collect(Collectors.toUnmodifiableSet());
    }

    /** Replaces the file as one step: a process that dies in the middle leaves the old one or the new one. */
    void write(Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(toJson().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private String toJson() {
        return "{\n  \"format\": 1,\n  \"distribution\": " + Json.quoted(Distribution.version())
                + ",\n  \"roles\": ["
                + roles.stream().map(Json::quoted).collect(Collectors.joining(", "))
                + "],\n  \"bundles\": [\n"
                + bundles.stream().map(entry -> "    " + entry.toJson()).collect(Collectors.joining(",\n"))
                + "\n  ],\n  \"configurations\": {}\n}\n";
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> json, String name) {
        if (json.get(name) instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
            return (List<Map<String, Object>>) list;
        }
        throw new IllegalArgumentException("'" + name + "' is not a list of objects");
    }
}
