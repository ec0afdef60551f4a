package org.tablao.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a database's files were when it was last closed in good order: their sizes and, of those that do not check themselves,
 * their checksums. There is none while the database is open, or after a crash.
 */
final class StopRecord {

    private static final String CONTROL = "log/log.ctrl";

    private final Path database;
    private final Path file;

    StopRecord(Path database) {
        this.database = database;
        this.file = database.resolveSibling(database.getFileName() + ".stopped");
    }

    void write() throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.write(
                temporary,
                facts().entrySet().stream()
                        .map(fact -> fact.getKey() + " " + fact.getValue())
                        .toList());
        try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Nothing where there is no record, or where something else has had the database open since. */
    void check() throws IOException, DamageException {
        if (Files.notExists(file) || wasOpenedSince()) {
            return;
        }
        Map<String, String> found = facts();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines) {
            int space = line.indexOf(' ');
            String name = line.substring(0, Math.max(0, space));
            if (!line.substring(space + 1).equals(found.get(name))) {
                throw new DamageException(name + " is not as it was when the store was closed");
            }
        }
    }

    /** To be called before the first write: what is recorded does not hold any more. */
    void remove() throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Each opening writes the control file, whose last eight bytes are the checksum of the others: so it is not damage. */
    private boolean wasOpenedSince() throws IOException {
        byte[] control = Files.readAllBytes(database.resolve(CONTROL));
        int length = control.length - Long.BYTES;
        boolean whole = length > 0
                && DerbyContainer.checksum(control, 0, length)
                        == ByteBuffer.wrap(control).getLong(length);
        return whole && !Files.readAllLines(file).contains(CONTROL + " " + fact(control));
    }

    private static String fact(byte[] bytes) {
        return bytes.length + " " + Long.toHexString(DerbyContainer.checksum(bytes, 0, bytes.length));
    }

    private Map<String, String> facts() throws IOException {
        Map<String, String> facts = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> found = Files.walk(database)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path each : files) {
            String name = database.relativize(each).toString().replace(' ', '_');
            if (name.startsWith("seg0/")) {
                facts.put(name, Long.toString(Files.size(each)));
            } else if (!name.endsWith(".lck") && !name.startsWith("tmp/")) {
                facts.put(name, fact(Files.readAllBytes(each)));
            }
        }
        return facts;
    }
}
