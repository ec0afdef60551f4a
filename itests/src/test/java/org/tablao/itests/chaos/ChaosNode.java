package org.tablao.itests.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
