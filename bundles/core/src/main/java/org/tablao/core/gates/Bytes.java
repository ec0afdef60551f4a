package org.tablao.core.gates;

import java.util.Locale;

/** Sizes as people read them. */
final class Bytes {
    private Bytes() {}

    static String text(long bytes) {
        return bytes < 1L << 30
                ? (bytes >> 20) + " MiB"
                : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
