package org.tablao.itests.chaos;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A request or an answer of HTTP/1.1, byte for byte as it came. */
record HttpMessage(byte[] bytes, String firstLine) {

    /** Empty when the other side has nothing more to say. */
    static Optional<HttpMessage> read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String firstLine = line(in, bytes);
        if (firstLine.isEmpty()) {
            return Optional.empty();
        }
        long length = 0;
        boolean chunked = false;
        for (String header = line(in, bytes); !header.isEmpty(); header = line(in, bytes)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            }
        }
        if (chunked) {
            chunks(in, bytes);
        } else {
            copy(in, bytes, length);
        }
        return Optional.of(new HttpMessage(bytes.toByteArray(), firstLine));
    }

    /** The last word of a request's path: {@code report}. */
    String kind() {
        String path = firstLine.split(" ")[1].replaceFirst("\\?.*", "");
        return path.contains("/blobs/") ? "blob" : path.substring(path.lastIndexOf('/') + 1);
    }

    private static void chunks(InputStream in, ByteArrayOutputStream bytes) throws IOException {
        long size;
        do {
            size = Long.parseLong(line(in, bytes).split(";")[0].strip(), 16);
            copy(in, bytes, size);
            line(in, bytes);
        } while (size > 0);
    }

    private static void copy(InputStream in, ByteArrayOutputStream bytes, long length) throws IOException {
        byte[] body = in.readNBytes(Math.toIntExact(length));
        if (body.length < length) {
            throw new EOFException("cut in its body");
        }
        bytes.writeBytes(body);
    }

    /** Without its end; empty at the end of the stream, if nothing of a line has come. */
    private static String line(InputStream in, ByteArrayOutputStream bytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() > 0) {
                    throw new EOFException("cut in its head");
                }
                return "";
            }
            bytes.write(next);
            line.write(next);
        }
        bytes.write('\n');
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
