package org.tablao.itests.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.tablao.itests.NodeProcess;

/** A node that is killed, frozen and started again. */
final class ChaosNode implements AutoCloseable {
    private final Path home;
    private final String[] arguments;
    private NodeProcess process;
    private boolean frozen;

    ChaosNode(Path home, String... arguments) {
        this.home = home;
        this.arguments = arguments.clone();
    }

    Path home() {
        return home;
    }

    NodeProcess process() {
        return process;
    }

    String[] arguments() {
        return arguments.clone();
    }

    void start() throws IOException, InterruptedException {
        process = NodeProcess.start(home, arguments);
    }

    /** Starts a process that dies at a place in its code, and waits until it is ready or dead. */
    void startToDie(String failpoint) throws IOException, InterruptedException {
        process = NodeProcess.begin(
                home, List.of(), Map.of("TABLAO_JAVA_OPTS", "-Dtablao.failpoint=" + failpoint), arguments);
        try {
            process.awaitReady();
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    /** Waits for the death that was asked for; answers its exit code. */
    int awaitDeath() throws IOException, InterruptedException {
        int code = process.awaitExit();
        keepOutput();
        return code;
    }

    /** Starts it under a tracer, which writes to a file. */
    void startTraced(List<String> tracer) throws IOException, InterruptedException {
        process = NodeProcess.begin(home, tracer, Map.of(), arguments);
        process.awaitReady();
    }

    void kill() throws IOException, InterruptedException {
        thaw();
        process.kill();
        keepOutput();
    }

    void freeze() throws IOException, InterruptedException {
        signal("STOP");
        frozen = true;
    }

    void thaw() throws IOException, InterruptedException {
        if (frozen) {
            signal("CONT");
            frozen = false;
        }
    }

    /** What it said so far, over all its starts. */
    void keepOutput() throws IOException {
        Files.writeString(
                home.resolveSibling(home.getFileName() + ".out"),
                process.output() + "\n---\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("SIG" + name + " did not reach " + home.getFileName() + ": " + process.output());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            thaw();
            process.close();
            keepOutput();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
