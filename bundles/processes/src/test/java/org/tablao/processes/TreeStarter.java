package org.tablao.processes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A process that starts a tree of three generations, tells their ids and waits to be killed. */
final class TreeStarter {
    private TreeStarter() {}

    public static void main(String[] arguments) throws Exception {
        Path pidFile = Path.of(arguments[0]);
        CountDownLatch three = new CountDownLatch(3);
        Path folder = pidFile.getParent();
        String shell =
                "echo $$; sh -c 'echo $$; trap \"\" TERM; sh -c \"echo \\$\\$; while :; do sleep 1; done\" & wait; sleep 100' & wait";
        try (ProcessTrees trees = new ProcessTrees()) {
            ProcessTree tree = trees.start(new ProcessSpec(
                    List.of("/bin/sh", "-c", shell),
                    Map.of(),
                    folder,
                    folder,
                    pid -> tell(pidFile, pid, three),
                    Duration.ofSeconds(2)));
            three.await();
            System.out.println("started");
            System.out.flush();
            tree.await();
        }
    }

    private static void tell(Path pidFile, String pid, CountDownLatch three) {
        try {
            Files.writeString(pidFile, pid + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            three.countDown();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
