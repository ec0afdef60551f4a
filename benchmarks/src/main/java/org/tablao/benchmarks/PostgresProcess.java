package org.tablao.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A PostgreSQL of the benchmark's own, with its defaults for durability. */
final class PostgresProcess implements AutoCloseable {
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Path folder;
    private final int port;
    private final Process process;

    private PostgresProcess(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static PostgresProcess start(Path folder, Path script) throws IOException {
        int port = NodeProcess.freePort();
        Process process = new ProcessBuilder(script.toString(), folder.toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        PostgresProcess postgres = new PostgresProcess(folder, port, process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        long end = System.nanoTime() + MOST_NANOS;
        while (!postgres.isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("PostgreSQL does not start: " + Files.readString(folder.resolve("log")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return postgres;
    }

    private boolean isReady() throws IOException {
        Path state = folder.resolve("cluster/postmaster.pid");
        if (!Files.isReadable(state)) {
            return false;
        }
        List<String> lines = Files.readAllLines(state);
        return lines.size() > 7 && lines.get(7).strip().equals("ready");
    }

    /** Makes a node of this home keep its store here. */
    void serve(Path home) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(
                home.resolve("etc/org.tablao.storage.cfg"),
                "driver.target = (osgi.jdbc.driver.class=org.postgresql.Driver)\n"
                        + "url = jdbc:postgresql://127.0.0.1:" + port + "/postgres\n"
                        + "user = tablao\n"
                        + "password.file = " + folder.resolve("password") + "\n");
    }

    /** Of all its processes that live. */
    double cpuSeconds() throws IOException {
        double seconds = new ProcessFacts(process.pid()).cpuSeconds();
        for (ProcessHandle child : process.descendants().toList()) {
            seconds += new ProcessFacts(child.pid()).cpuSeconds();
        }
        return seconds;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
