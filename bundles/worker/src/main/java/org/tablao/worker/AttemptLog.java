package org.tablao.worker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An attempt's lines, kept in a file until the manager has them. Any thread. */
final class AttemptLog {
    static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);
    private static final byte[] CUT =
            "Tablao: the log is full, what follows is not kept\n".getBytes(StandardCharsets.UTF_8);

    private final Path file;
    private final long most;
    /** Not a channel: an interrupt, which is how attempts end, would close it. */
    private Optional<RandomAccessFile> opened = Optional.empty();

    private long size;
    private boolean closed;
    private boolean full;

    AttemptLog(Path file, long most) {
        this.file = file;
        this.most = most;
    }

    /** A line that cannot be kept is lost: a full disk is told by the outcome, a log must not add to it. */
    synchronized void add(String line) {
        if (closed || full) {
            return;
        }
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        full = size + bytes.length > most;
        try {
            append(full ? CUT : bytes);
        } catch (IOException e) {
            full = true;
            LOG.warn("the log {} ends here: {}", file, e.toString());
        }
    }

    synchronized long size() {
        return size;
    }

    /** Up to so many bytes from there; empty when there is nothing. */
    synchronized byte[] read(long offset, int atMost) throws IOException {
        int length = (int) Math.max(0, Math.min(atMost, size - offset));
        if (length == 0 || opened.isEmpty()) {
            return new byte[0];
        }
        byte[] bytes = new byte[length];
        opened.get().seek(offset);
        opened.get().readFully(bytes);
        return bytes;
    }

    synchronized void close() {
        closed = true;
        try {
            if (opened.isPresent()) {
                opened.get().close();
            }
        } catch (IOException e) {
            LOG.debug("closing {}", file, e);
        }
        opened = Optional.empty();
    }

    private void append(byte[] bytes) throws IOException {
        if (opened.isEmpty()) {
            opened = Optional.of(new RandomAccessFile(file.toFile(), "rw"));
        }
        opened.get().seek(size);
        opened.get().write(bytes);
        size += bytes.length;
    }
}
