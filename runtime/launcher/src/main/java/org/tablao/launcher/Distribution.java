package org.tablao.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The folder that was unpacked: {@code bin bundles lib roles etc-templates}. Read only. */
record Distribution(Path folder) {

    /** What the version of the distribution is called where it was not packed, as in a test. */
    private static final String UNPACKED_VERSION = "0";

    Path bundles() {
        return folder.resolve("bundles");
    }

    Path logbackDefaults() {
        return folder.resolve("etc-templates").resolve("logback.xml");
    }

    static String version() {
        String version = Distribution.class.getPackage().getImplementationVersion();
        return version == null ? UNPACKED_VERSION : version;
    }

    /** The bundles of all these features, each once, in the order in which they start. */
    List<BundleEntry> bundlesOf(Collection<String> features) throws LaunchException {
        Map<String, BundleEntry> byDigest = new LinkedHashMap<>();
        for (String feature : features) {
            for (BundleEntry entry : bundlesOf(feature)) {
                byDigest.putIfAbsent(entry.sha256(), entry);
            }
        }
        List<BundleEntry> inOrder = new ArrayList<>(byDigest.values());
        inOrder.sort(Comparator.comparingInt(BundleEntry::startOrder).thenComparing(BundleEntry::symbolicName));
        return inOrder;
    }

    /** What these features want the framework to be told before it starts. */
    Map<String, String> launchingProperties(Collection<String> features) throws LaunchException {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String feature : features) {
            Map<String, Object> extensions = object(read(feature), "extensions");
            Map<String, Object> launching = object(extensions, "framework-launching-properties");
            object(launching, "json")
                    .forEach((name, value) -> properties.merge(name, value.toString(), Distribution::joined));
        }
        return properties;
    }

    private List<BundleEntry> bundlesOf(String feature) throws LaunchException {
        try {
            List<BundleEntry> entries = new ArrayList<>();
            for (Map<String, Object> bundle : Deployment.objects(read(feature), "bundles")) {
                entries.add(BundleEntry.ofFeature(bundle, bundles()));
            }
            return entries;
        } catch (IllegalArgumentException e) {
            throw broken(file(feature), "is damaged: " + e.getMessage());
        }
    }

    private Map<String, Object> read(String feature) throws LaunchException {
        try {
            return Json.readObject(Files.readString(file(feature)));
        } catch (IOException e) {
            throw broken(file(feature), "cannot be read");
        } catch (IllegalArgumentException e) {
            throw broken(file(feature), "is damaged: " + e.getMessage());
        }
    }

    private Path file(String feature) {
        return folder.resolve("roles").resolve(feature + ".json");
    }

    /** Several roles in one framework: what one asks for is said once, what both ask for is a list. */
    private static String joined(String one, String other) {
        return one.isEmpty() || other.contains(one)
                ? other
                : other.isEmpty() || one.contains(other) ? one : one + "," + other;
    }

    /** The object of that name, empty where there is none. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> json, String name) {
        return json.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static LaunchException broken(Path file, String what) {
        return new LaunchException(
                ExitCode.DISTRIBUTION_BROKEN, "The distribution's " + file + " " + what + ". Unpack it again.");
    }
}
