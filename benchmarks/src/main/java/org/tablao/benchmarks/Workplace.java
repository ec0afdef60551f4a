package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The distribution, and a temporary folder for homes that goes away with the run. */
record Workplace(Path project, Path distribution, Path homes) implements AutoCloseable {

    static Workplace with(Path project, Path distribution) throws IOException {
        if (!Files.isExecutable(distribution.resolve("bin/tablao"))) {
            throw new IOException("There is no distribution in " + distribution + ".");
        }
        Path homes = Files.createTempDirectory("tablao-benchmarks-");
        // A database may run as a user of its own, who has to pass through.
        Files.setPosixFilePermissions(homes, PosixFilePermissions.fromString("rwx--x--x"));
        return new Workplace(project, distribution, homes);
    }

    /** The project's script that runs a PostgreSQL. */
    Path testPostgres() {
        return project.resolve("runtime/test-postgres");
    }

    Path newHome() throws IOException {
        return Files.createTempDirectory(homes, "home-");
    }

    static void delete(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> all = Files.walk(folder)) {
            inside = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() throws IOException {
        delete(homes);
    }
}
