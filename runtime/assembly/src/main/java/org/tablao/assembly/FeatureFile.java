package org.tablao.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Writes a role as an OSGi Feature: its bundles with their digests, and what the framework must be told. */
final class FeatureFile {

    private final String version;

    FeatureFile(String version) {
        this.version = version;
    }

    void write(ResolvedRole role, Path folder) throws IOException {
        StringJoiner bundles = new StringJoiner(",\n", "[\n", "\n  ]");
        for (Candidate bundle : role.bundles()) {
            bundles.add("    {\"id\": " + quoted(bundle.coordinates())
                    + ", \"symbolicName\": " + quoted(bundle.symbolicName())
                    + ", \"version\": " + quoted(bundle.version().toString())
                    + ", \"sha256\": " + quoted(sha256(bundle.file()))
                    + ", \"startOrder\": " + ResolvedRole.startOrder(bundle)
                    + ", \"file\": " + quoted(bundle.fileName()) + "}");
        }
        Files.writeString(folder.resolve(role.name() + ".json"), feature(role, bundles.toString()));
    }

    private String feature(ResolvedRole role, String bundles) {
        return """
                {
                  "feature-resource-version": "1.0",
                  "id": "org.tablao:tablao-%s:%s",
                  "name": "Tablao %s",
                  "complete": true,
                  "bundles": %s,
                  "configurations": {},
                  "extensions": {
                    "framework-launching-properties": {
                      "kind": "mandatory",
                      "type": "json",
                      "json": {%s}
                    }
                  }
                }
                """
                .formatted(role.name(), version, role.name(), bundles, properties(role));
    }

    private static String properties(ResolvedRole role) {
        return role.launchingProperties().entrySet().stream()
                .map(property -> quoted(property.getKey()) + ": " + quoted(property.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Coordinates, names and filters hold no control characters. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
