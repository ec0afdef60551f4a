package org.tablao.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads the answers of one connection as their bytes come, without a thread that waits and without an object a header. */
final class HttpReplies {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;

    private byte[] buffer = new byte[4096];
    private int filled;

    /** The next whole answer, if its last byte is there; takes what the channel has. */
    Optional<HttpConnection.Answer> read(ReadableByteChannel channel) throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
        if (read < 0) {
            throw new EOFException("the connection was closed by the other side");
        }
        filled += read;
        return next();
    }

    private Optional<HttpConnection.Answer> next() {
        int body = endOfHead();
        if (body < 0) {
            return Optional.empty();
        }
        int end = body + contentLength(body);
        if (filled < end) {
            return Optional.empty();
        }
        int status = number(STATUS_AT);
        HttpConnection.Answer answer = new HttpConnection.Answer(status, Arrays.copyOfRange(buffer, body, end));
        System.arraycopy(buffer, end, buffer, 0, filled - end);
        filled -= end;
        return Optional.of(answer);
    }

    private int endOfHead() {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** What has no length has no body: the answers of node routes say theirs. */
    private int contentLength(int endOfHead) {
        for (int line = 0; line < endOfHead; line++) {
            if (line > 0 && buffer[line - 1] == '\n' && startsWithLength(line)) {
                return number(line + LENGTH.length);
            }
        }
        return 0;
    }

    private boolean startsWithLength(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            byte own = buffer[at + i];
            int lower = own >= 'A' && own <= 'Z' ? own + ('a' - 'A') : own;
            if (lower != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) {
        int at = from;
        while (buffer[at] == ' ') {
            at++;
        }
        int value = 0;
        for (; buffer[at] >= '0' && buffer[at] <= '9'; at++) {
            value = 10 * value + buffer[at] - '0';
        }
        return value;
    }
}
