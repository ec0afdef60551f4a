package org.tablao.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.postgresql.osgi.PGDataSourceFactory;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.StoreException;

/** A real PostgreSQL server, started by who tests. */
final class Postgres implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path folder;
    private final int port;
    private Process process;

    private Postgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static Postgres start(String... options) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Postgres postgres = new Postgres(Files.createTempDirectory("tablao-postgres"), free.getLocalPort());
            free.close();
            postgres.run(options);
            return postgres;
        }
    }

    void run(String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of("../../runtime/test-postgres").toString(), folder.toString(), Integer.toString(port)));
        command.addAll(List.of(options));
        Path log = folder.resolve("log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("PostgreSQL does not start:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private boolean isReady() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("cluster/postmaster.pid"));
            return lines.size() > 7
                    && lines.get(0).strip().equals(Long.toString(process.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it as a crash does. Its backends see that and end too, and a new server does not start before that. */
    void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(child -> child.onExit().join());
    }

    /** A place for one store: a schema, since a new database takes long. */
    PostgresAddress newPlace() throws SQLException, StoreException {
        String schema = "farm" + NUMBER.incrementAndGet();
        execute(address("public"), "CREATE SCHEMA " + schema);
        return address(schema);
    }

    private PostgresAddress address(String schema) {
        return new PostgresAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?currentSchema=" + schema,
                "tablao",
                Optional.of(folder.resolve("password")));
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** @param data where its backups are */
    static Database database(PostgresAddress address, Path data) {
        return new PostgresDatabase(new PGDataSourceFactory(), address, Samples.backups(data), "test", Ticker.system());
    }

    static Connection connect(PostgresAddress address) throws SQLException, StoreException {
        return new PGDataSourceFactory().createDataSource(address.properties()).getConnection();
    }

    static void execute(PostgresAddress address, String sql) throws SQLException, StoreException {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            // SIGINT: SIGTERM would wait for who is connected.
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            remove();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void remove() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(folder)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
