package org.tablao.assembly;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lays the distribution: {@code bundles} with each bundle once, {@code roles} with a feature for each resolved run,
 * {@code lib} with what runs outside the framework, and the files that are there as they are.
 */
public final class Main {

    private final String version;
    private final Path resolved;
    private final Path out;

    private Main(String version, Path resolved, Path out) {
        this.version = version;
        this.resolved = resolved;
        this.out = out;
    }

    /** Arguments: version, target folder of the resolved runs, list of jars for lib, folder of files, where to write. */
    public static void main(String[] arguments) throws IOException {
        Main main = new Main(arguments[0], Path.of(arguments[1]), Path.of(arguments[4]));
        main.layFiles(Path.of(arguments[3]));
        main.layLib(Path.of(arguments[2]));
        main.layRoles();
    }

    private void layFiles(Path files) throws IOException {
        deleteTree(out);
        Files.walkFileTree(files, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = out.resolve(files.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Without versions in their names, so that {@code bin/tablao} need not know them. */
    private void layLib(Path list) throws IOException {
        Path lib = Files.createDirectories(out.resolve("lib"));
        for (Candidate jar : Candidate.readList(list)) {
            Files.copy(jar.file(), lib.resolve(jar.coordinates().split(":")[1] + ".jar"));
        }
    }

    private void layRoles() throws IOException {
        List<Candidate> candidates = Candidate.readList(resolved.resolve("candidates.txt"));
        Path bundles = Files.createDirectories(out.resolve("bundles"));
        Path roles = Files.createDirectories(out.resolve("roles"));
        FeatureFile feature = new FeatureFile(version);
        for (Path bndrun : runs()) {
            ResolvedRole role = ResolvedRole.read(bndrun, candidates);
            for (Candidate bundle : role.bundles()) {
                Path target = bundles.resolve(bundle.fileName());
                if (!Files.exists(target)) {
                    Files.copy(bundle.file(), target);
                }
            }
            feature.write(role, roles);
        }
    }

    private List<Path> runs() throws IOException {
        try (Stream<Path> files = Files.list(resolved.resolve("roles"))) {
            return files.filter(file -> file.toString().endsWith(".bndrun"))
                    .sorted()
                    .toList();
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
