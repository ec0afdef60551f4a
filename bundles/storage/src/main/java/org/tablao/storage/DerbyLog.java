package org.tablao.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Derby's transaction log. A file is a header and blocks; each block begins with a record that has the length and checksum of
 * the rest. Recovery takes a block that does not fit for the last one, which a crash cut off, and drops all after it without a
 * word: so it is looked for what comes after.
 */
final class DerbyLog {

    private static final Pattern NAME = Pattern.compile("log(\\d+)\\.dat");
    private static final int HEADER_BYTES = 24;
    private static final int RECORD_BYTES = 37;
    private static final int BODY_BYTES = 21;
    private static final int KIND_AT = 18;
    private static final short CHECKSUM_RECORD = 453;
    private static final int LENGTH_AT = 21;
    private static final int CHECKSUM_AT = 25;
    private static final int ALLOCATED_BYTES = 1 << 20;

    private final Path folder;

    DerbyLog(Path folder) {
        this.folder = folder;
    }

    void check() throws IOException, DamageException {
        TreeMap<Long, Path> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.forEach(file -> {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    files.put(Long.valueOf(name.group(1)), file);
                }
            });
        }
        if (files.isEmpty()) {
            throw new DamageException("the transaction log is missing");
        }
        for (Map.Entry<Long, Path> file : files.entrySet()) {
            boolean last = file.getKey().equals(files.lastKey());
            if (!last && !files.containsKey(file.getKey() + 1)) {
                throw new DamageException("log" + (file.getKey() + 1) + ".dat is missing");
            }
            check(file.getKey(), file.getValue(), last);
        }
    }

    private static void check(long number, Path file, boolean last) throws IOException, DamageException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        if (bytes.limit() < HEADER_BYTES || (last && bytes.limit() < ALLOCATED_BYTES)) {
            throw new DamageException(file.getFileName() + " is cut off");
        }
        int at = HEADER_BYTES;
        while (isBlock(bytes, number, at)) {
            at += RECORD_BYTES + bytes.getInt(at + LENGTH_AT);
        }
        boolean ended = at + Integer.BYTES <= bytes.limit() && bytes.getInt(at) == 0;
        if (!last && !(ended && at + Integer.BYTES == bytes.limit())) {
            throw new DamageException(file.getFileName() + ", byte " + at + ": its checksum does not fit");
        }
        for (int later = at + 1; later + RECORD_BYTES <= bytes.limit(); later++) {
            if (bytes.get(later + 3) == BODY_BYTES && isBlock(bytes, number, later)) {
                throw new DamageException(file.getFileName() + ", byte " + at + ": its checksum does not fit, and byte "
                        + later + " goes on");
            }
        }
    }

    private static boolean isBlock(ByteBuffer bytes, long number, int at) {
        if (at + RECORD_BYTES > bytes.limit()
                || bytes.getInt(at) != BODY_BYTES
                || bytes.getLong(at + Integer.BYTES) != ((number << 32) | at)
                || bytes.getShort(at + KIND_AT) != CHECKSUM_RECORD
                || bytes.getInt(at + RECORD_BYTES - Integer.BYTES) != BODY_BYTES) {
            return false;
        }
        int length = bytes.getInt(at + LENGTH_AT);
        return length >= 0
                && length <= bytes.limit() - at - RECORD_BYTES
                && DerbyContainer.checksum(bytes.array(), at + RECORD_BYTES, length) == bytes.getLong(at + CHECKSUM_AT);
    }
}
