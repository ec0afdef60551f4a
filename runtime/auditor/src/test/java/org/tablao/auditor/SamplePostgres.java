package org.tablao.auditor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.postgresql.Driver;

/** Stores in a PostgreSQL server of the test's own, one at a time. */
final class SamplePostgres implements SampleHome.Database, AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process process;

    private SamplePostgres(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.process = new ProcessBuilder(
                        Path.of("../test-postgres").toString(), folder.toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    static SamplePostgres start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // Not in a test's own folder, which the user that PostgreSQL runs as cannot reach.
        SamplePostgres postgres = new SamplePostgres(Files.createTempDirectory("tablao-postgres"), port);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!postgres.isReady()) {
            if (!postgres.process.isAlive() || System.nanoTime() > end) {
                throw new IOException(
                        "PostgreSQL does not start:\n" + Files.readString(postgres.folder.resolve("log")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return postgres;
    }

    private boolean isReady() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("cluster/postmaster.pid"));
            return lines.size() > 7 && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /** Forgets the store of the test before. */
    void empty() throws SQLException {
        change(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP SCHEMA public CASCADE");
                statement.execute("CREATE SCHEMA public");
            }
        });
    }

    /** Makes it a home's store. */
    void serve(Path home) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(
                home.resolve("etc/org.tablao.storage.cfg"),
                """
                # elsewhere
                driver.target = (osgi.jdbc.driver.class=org.postgresql.Driver)
                url = %s
                user = tablao
                password.file = %s
                """
                        .formatted(url(), folder.resolve("password")));
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    Connection connect() throws SQLException {
        try {
            Properties properties = new Properties();
            properties.setProperty("user", "tablao");
            properties.setProperty("password", Files.readString(folder.resolve("password")));
            properties.setProperty("ApplicationName", "tablao test");
            return new Driver().connect(url(), properties);
        } catch (IOException e) {
            throw new SQLException("its password", e);
        }
    }

    @Override
    public void change(SampleHome.Change change) throws SQLException {
        try (Connection connection = connect()) {
            change.on(connection);
        }
    }

    @Override
    public String translated(String script) {
        return script.replace("${text}", "TEXT").replace("${bytes}", "BYTEA");
    }

    @Override
    public String oneByte() {
        return "'\\x00'";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(folder)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
