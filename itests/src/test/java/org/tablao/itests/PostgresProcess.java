package org.tablao.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of the test's own. */
public final class PostgresProcess implements AutoCloseable {
    private static final String DATABASE = "postgres";

    private final Path folder;
    private final int port = Distribution.freePort();
    private Process process;

    private final List<String> before;

    private PostgresProcess(Path folder, List<String> before) {
        this.folder = folder;
        this.before = before;
    }

    /** Not in a test's own folder, which the user that PostgreSQL runs as cannot reach. */
    public static PostgresProcess start() throws IOException {
        return start(List.of());
    }

    /** @param before another program that runs it, with its arguments; empty for none */
    public static PostgresProcess start(List<String> before) throws IOException {
        PostgresProcess postgres = new PostgresProcess(Files.createTempDirectory("tablao-postgres"), before);
        postgres.run();
        return postgres;
    }

    public void run() throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Distribution.project().resolve("runtime/test-postgres").toString(),
                folder.toString(),
                Integer.toString(port)));
        process = new ProcessBuilder(command)
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
        serve(home, DATABASE);
    }

    /** The same with a database of its own. */
    public void serve(Path home, String database) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(
                home.resolve("etc/org.tablao.storage.cfg"),
                """
                driver.target = (osgi.jdbc.driver.class=org.postgresql.Driver)
                url = jdbc:postgresql://127.0.0.1:%d/%s
                user = tablao
                password.file = %s
                """
                        .formatted(port, database, folder.resolve("password")));
    }

    /** Makes an empty database; one of that name is gone. */
    public void make(String database) throws IOException, InterruptedException {
        client("dropdb", "--if-exists", "--force", database);
        client("createdb", database);
    }

    /** Makes a database of what another one holds at a moment, whoever is at work there. */
    public void copy(String from, String to) throws IOException, InterruptedException {
        make(to);
        Path dump = folder.resolve("dump");
        client("pg_dump", "--format=custom", "--file=" + dump, "--dbname=" + from);
        client("pg_restore", "--exit-on-error", "--dbname=" + to, dump.toString());
        Files.delete(dump);
    }

    /** Where it writes ahead what it commits. */
    public Path log() {
        return folder.resolve("cluster/pg_wal");
    }

    private void client(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(program, "--host=127.0.0.1", "--port=" + port, "--username=tablao"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", password());
        Process client = builder.start();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (client.waitFor() != 0) {
            throw new IOException(program + ": " + said);
        }
    }

    String password() throws IOException {
        return Files.readString(folder.resolve("password"));
    }

    /** Ends it as it is restarted for an upgrade: who is connected is cut off. */
    public void stop() throws IOException, InterruptedException {
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
