package org.tablao.auditor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The home of a node that does not run, held so that none is started meanwhile. */
final class Home implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws Refused when it is no home, or its node runs */
    static Home open(Path folder) throws IOException, Refused {
        Path data = folder.resolve("data");
        if (!Files.isDirectory(data)) {
            throw new Refused(ExitCode.UNUSABLE, folder + " is not the home of a node: it has no folder data.");
        }
        FileChannel channel =
                FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock();
        if (taken == null) {
            channel.close();
            throw new Refused(ExitCode.IN_USE, "The node of " + folder + " runs: stop it first.");
        }
        return new Home(folder, channel);
    }

    Path folder() {
        return folder;
    }

    /** Its PostgreSQL; empty where the store is in the home, or there is none. */
    Optional<PostgresPlace> elsewhere() throws IOException {
        return PostgresPlace.of(folder);
    }

    boolean hasStore() throws IOException {
        return elsewhere().isPresent() || Files.isDirectory(store());
    }

    Path store() {
        return folder.resolve("data/store");
    }

    Path thumbnails() {
        return folder.resolve("data/thumbnails");
    }

    /** What the worker wrote of the processes that it started and saw end. */
    Path processes() {
        return folder.resolve("data/journal/processes.jsonl");
    }

    /** A worker's own folders of attempts. */
    List<Path> attempts() throws IOException {
        Path attempts = folder.resolve("data/attempts");
        if (!Files.isDirectory(attempts)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(attempts)) {
            return found.sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
