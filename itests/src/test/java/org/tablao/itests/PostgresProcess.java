package org.tablao.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of the test's own. */
final class PostgresProcess implements AutoCloseable {
    private final Path folder;
    private final int port = Distribution.freePort();
    private Process process;

    private PostgresProcess(Path folder) {
        this.folder = folder;
    }

    /** Not in a test's own folder, which the user that PostgreSQL runs as cannot reach. */
    static PostgresProcess start() throws IOException {
        PostgresProcess postgres = new PostgresProcess(Files.createTempDirectory("tablao-postgres"));
        postgres.run();
        return postgres;
    }

    void run() throws IOException {
        process = new ProcessBuilder(
                        Distribution.project().resolve("runtime/test-postgres").toString(),
                        folder.toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        Patience.until(Duration.ofSeconds(60), "PostgreSQL that is ready", () -> {
            List<String> lines = Files.readAllLines(folder.resolve("cluster/postmaster.pid"));
            return lines.get(0).strip().equals(Long.toString(process.pid()))
                    && lines.get(7).strip().equals("ready");
        });
    }

    /** Makes a node of this home keep its store here. */
    void serve(Path home) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(
                home.resolve("etc/org.tablao.storage.cfg"),
                """
                driver.target = (osgi.jdbc.driver.class=org.postgresql.Driver)
                url = jdbc:postgresql://127.0.0.1:%d/postgres
                user = tablao
                password.file = %s
                """
                        .formatted(port, folder.resolve("password")));
    }

    String password() throws IOException {
        return Files.readString(folder.resolve("password"));
    }

    /** Ends it as it is restarted for an upgrade: who is connected is cut off. */
    void stop() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(folder)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
