package org.tablao.processes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a stream into lines; a program that never ends its line does not fill the memory. */
final class LineReader {
    static final int LONGEST = 64 * 1024;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private final Consumer<String> lines;
    private boolean some;

    LineReader(Consumer<String> lines) {
        this.lines = lines;
    }

    void readAll(InputStream stream) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            for (int i = 0; i < n; i++) {
                take(buffer[i]);
            }
        }
        if (some) {
            flush();
        }
    }

    private void take(byte b) {
        if (b == '\n') {
            flush();
        } else {
            some = true;
            if (line.size() < LONGEST) {
                line.write(b);
            }
        }
    }

    private void flush() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        some = false;
        lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
