package org.tablao.assembly;

import aQute.bnd.osgi.Domain;
import aQute.bnd.version.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A jar that Maven has, with what it is as a bundle.
 *
 * @param coordinates as an OSGi Feature writes them: {@code group:artifact[:type:classifier]:version}
 * @param symbolicName empty for a jar that is no bundle
 */
record Candidate(String coordinates, Path file, String symbolicName, Version version) {

    /** {@code group:artifact:jar[:classifier]:version:scope:path}, as {@code dependency:list} writes it. */
    private static final Pattern LINE =
            Pattern.compile("\\s*([^:\\s]+):([^:]+):jar(?::([^:]+))?:([^:]+):(?:compile|runtime):(\\S+?\\.jar).*");

    static List<Candidate> readList(Path list) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                candidates.add(of(matcher));
            }
        }
        return candidates;
    }

    private static Candidate of(Matcher line) throws IOException {
        String classifier = line.group(3) == null ? "" : ":jar:" + line.group(3);
        String coordinates = line.group(1) + ":" + line.group(2) + classifier + ":" + line.group(4);
        Path file = Path.of(line.group(5));
        Domain manifest = Domain.domain(file.toFile());
        Map.Entry<String, ?> name = manifest == null ? null : manifest.getBundleSymbolicName();
        if (name == null) {
            return new Candidate(coordinates, file, "", Version.LOWEST);
        }
        String version = manifest.getBundleVersion();
        return new Candidate(
                coordinates, file, name.getKey(), version == null ? Version.LOWEST : Version.parseVersion(version));
    }

    /** By what it is called in a framework, not in a repository: {@code org.tablao.core-0.1.0.jar}. */
    String fileName() {
        return symbolicName + "-" + version + ".jar";
    }
}
