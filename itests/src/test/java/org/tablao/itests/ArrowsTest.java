package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the manifests that are shipped against the table in {@code docs/architecture.md}. */
class ArrowsTest {

    private static final Pattern ROW = Pattern.compile("\\| ([a-z-]+) \\|([a-z, -]*)\\|");
    private static final Set<String> EXPORTERS = Set.of("plugin-api", "node-api", "core", "processes", "paths");

    @Test
    void importsOfTheFarmAreThoseOfTheTable() throws IOException {
        Map<String, Set<String>> allowed = table();
        Map<String, Attributes> shipped = manifests();
        Map<String, String> exporters = exporters(shipped);
        List<String> wrong = new ArrayList<>();
        shipped.forEach((bundle, manifest) -> {
            for (String name : packages(manifest.getValue("Import-Package"))) {
                String exporter = exporters.get(name);
                boolean isOwn = bundle.equals(exporter);
                if (exporter != null
                        && !isOwn
                        && !allowed.getOrDefault(bundle, Set.of()).contains(exporter)) {
                    wrong.add(bundle + " imports " + name + " of " + exporter);
                }
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyBundleOfTheFarmStandsInTheTable() throws IOException {
        Set<String> missing = new TreeSet<>(manifests().keySet());
        assertFalse(missing.isEmpty(), "no bundle of the farm in the distribution");
        missing.removeAll(table().keySet());
        assertEquals(Set.of(), missing);
    }

    @Test
    void onlyContractsAndLibrariesExportPackagesOfTheFarm() throws IOException {
        Set<String> wrong = new TreeSet<>();
        exporters(manifests()).forEach((name, bundle) -> {
            if (!EXPORTERS.contains(bundle)) {
                wrong.add(bundle + " exports " + name);
            }
        });
        assertEquals(Set.of(), wrong);
    }

    @Test
    void theTableAllowsNothingButContractsAndLibraries() throws IOException {
        Set<String> wrong = table().values().stream()
                .flatMap(Set::stream)
                .filter(bundle -> !EXPORTERS.contains(bundle))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), wrong);
    }

    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Distribution.project().resolve("docs/architecture.md"))) {
            Matcher row = ROW.matcher(line.strip());
            if (row.matches()) {
                rows.put(
                        row.group(1),
                        Arrays.stream(row.group(2).split(","))
                                .map(String::strip)
                                .filter(name -> !name.isEmpty())
                                .collect(Collectors.toSet()));
            }
        }
        rows.remove("bundle");
        return rows;
    }

    /** By folder, of the farm's own bundles. */
    private static Map<String, Attributes> manifests() throws IOException {
        Map<String, Attributes> found = new TreeMap<>();
        try (Stream<Path> jars = Files.list(Distribution.folder().resolve("bundles"))) {
            for (Path jar : jars.toList()) {
                Attributes manifest = manifest(jar);
                String name = String.valueOf(manifest.getValue("Bundle-SymbolicName"))
                        .split(";")[0]
                        .strip();
                if (name.startsWith("org.tablao.")) {
                    found.put(name.substring("org.tablao.".length()), manifest);
                }
            }
        }
        return found;
    }

    private static Attributes manifest(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }

    private static Map<String, String> exporters(Map<String, Attributes> manifests) {
        Map<String, String> exporters = new TreeMap<>();
        manifests.forEach((bundle, manifest) -> packages(manifest.getValue("Export-Package")).stream()
                .filter(name -> name.startsWith("org.tablao."))
                .forEach(name -> exporters.put(name, bundle)));
        return exporters;
    }

    /** The package names of a header; quoted parts hold versions and {@code uses}. */
    private static Set<String> packages(String header) {
        if (header == null) {
            return Set.of();
        }
        return Arrays.stream(header.replaceAll("\"[^\"]*\"", "").split(","))
                .flatMap(clause -> Arrays.stream(clause.split(";")))
                .map(String::strip)
                .filter(part -> !part.contains("="))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
