package org.tablao.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks whether the files of a Derby database are as Derby wrote them, without opening it: Derby itself notices a damaged page
 * when it happens to read it, and a damaged log or a missing tail sometimes never.
 */
final class DerbyCheck {

    private record Rest(Path file, long from) {}

    private final Path database;
    private final Deque<Rest> rest = new ArrayDeque<>();

    DerbyCheck(Path database) {
        this.database = database;
    }

    /**
     * What costs little whatever the size, and then pages.
     *
     * @param budget about how many bytes of pages to read
     * @throws DamageException names the file
     */
    void begin(long budget) throws IOException, DamageException {
        for (String part : List.of("service.properties", "seg0", "log/log.ctrl")) {
            if (Files.notExists(database.resolve(part))) {
                throw new DamageException(part + " is missing");
            }
        }
        new StopRecord(database).check();
        new DerbyLog(database.resolve("log")).check();
        List<Path> files;
        try (Stream<Path> found = Files.list(database.resolve("seg0"))) {
            files = new ArrayList<>(
                    found.filter(file -> file.getFileName().toString().matches("c[0-9a-f]+\\.dat"))
                            .sorted()
                            .toList());
        }
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                DerbyContainer.of(file, channel).checkLength();
            }
            rest.add(new Rest(file, 0));
        }
        goOn(budget);
    }

    /** Whether there are pages that nobody has looked at. */
    boolean isDone() {
        return rest.isEmpty();
    }

    /** The next pages; after damage the same ones again. */
    void goOn(long budget) throws IOException, DamageException {
        long left = budget;
        while (left > 0 && !rest.isEmpty()) {
            Rest next = rest.peek();
            long from = next.from();
            try (FileChannel channel = FileChannel.open(next.file(), StandardOpenOption.READ)) {
                DerbyContainer container = DerbyContainer.of(next.file(), channel);
                while (left > 0 && from < channel.size()) {
                    long to = container.checkPages(from);
                    left -= to - from;
                    from = to;
                    rest.pop();
                    rest.push(new Rest(next.file(), from));
                }
                if (from >= channel.size()) {
                    rest.pop();
                }
            }
        }
    }
}
