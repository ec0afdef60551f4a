package org.tablao.thumbnailer;

import java.io.IOException;

/** How the chunks of an OpenEXR file are compressed, of the ways that the decoder knows. */
enum ExrCompression {
    NONE(1),
    RLE(1),
    ZIPS(1),
    ZIP(16),
    PIZ(32);

    private static final String[] OTHERS = {"PXR24", "B44", "B44A", "DWAA", "DWAB"};

    private final int lines;

    ExrCompression(int lines) {
        this.lines = lines;
    }

    static ExrCompression of(int number) throws IOException {
        if (number < values().length) {
            return values()[number];
        }
        int other = number - values().length;
        throw new IOException("its compression, " + (other < OTHERS.length ? OTHERS[other] : number) + ", is not read");
    }

    /** How many lines a chunk has. */
    int lines() {
        return lines;
    }
}
