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

    private List<BundleEntry> bundlesOf(String feature) throws LaunchException {
        Path file = folder.resolve("roles").resolve(feature + ".json");
        try {
            Map<String, Object> json = Json.readObject(Files.readString(file));
            List<BundleEntry> entries = new ArrayList<>();
            for (Map<String, Object> bundle : Deployment.objects(json, "bundles")) {
                entries.add(BundleEntry.ofFeature(bundle, bundles()));
            }
            return entries;
        } catch (IOException e) {
            throw broken(file, "cannot be read");
        } catch (IllegalArgumentException e) {
            throw broken(file, "is damaged: " + e.getMessage());
        }
    }

    private static LaunchException broken(Path file, String what) {
        return new LaunchException(
                ExitCode.DISTRIBUTION_BROKEN, "The distribution's " + file + " " + what + ". Unpack it again.");
    }
}
