package org.tablao.launcher;

import java.nio.file.Path;
import java.util.Map;

/**
 * One bundle of a deployment.
 *
 * @param origin {@code distribution}, or {@code plugin} for what was taken up later
 * @param file where its bytes are
 */
record BundleEntry(String symbolicName, String version, String sha256, int startOrder, String origin, Path file) {

    static final String DISTRIBUTION = "distribution";
    static final String PLUGIN = "plugin";

    private static final String LOCATION_PREFIX = "tablao:sha256:";

    BundleEntry {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + sha256 + "' is not a SHA-256");
        }
    }

    /** By content, so that the framework itself keeps two sets of bytes apart. */
    String location() {
        return LOCATION_PREFIX + sha256;
    }

    /** A bundle of a role's feature file, whose files lie in {@code folder}. */
    static BundleEntry ofFeature(Map<String, Object> json, Path folder) {
        return new BundleEntry(
                text(json, "symbolicName"),
                text(json, "version"),
                text(json, "sha256"),
                number(json, "startOrder"),
                DISTRIBUTION,
                folder.resolve(Path.of(text(json, "file")).getFileName()));
    }

    static BundleEntry ofDeployment(Map<String, Object> json) {
        return new BundleEntry(
                text(json, "symbolicName"),
                text(json, "version"),
                text(json, "sha256"),
                number(json, "startOrder"),
                text(json, "origin"),
                Path.of(text(json, "file")));
    }

    String toJson() {
        return "{\"symbolicName\": " + Json.quoted(symbolicName)
                + ", \"version\": " + Json.quoted(version)
                + ", \"sha256\": " + Json.quoted(sha256)
                + ", \"location\": " + Json.quoted(location())
                + ", \"startOrder\": " + startOrder
                + ", \"origin\": " + Json.quoted(origin)
                + ", \"file\": " + Json.quoted(file.toString()) + "}";
    }

    private static String text(Map<String, Object> json, String name) {
        if (json.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new IllegalArgumentException("a bundle has no text '" + name + "'");
    }

    private static int number(Map<String, Object> json, String name) {
        if (json.get(name) instanceof Double number) {
            return number.intValue();
        }
        throw new IllegalArgumentException("a bundle has no number '" + name + "'");
    }
}
