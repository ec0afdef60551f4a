package org.tablao.thumbnailer;

import java.io.IOException;
import java.util.Locale;

/** A channel of an OpenEXR file. Its name is {@code layer.component}, where the layer may have dots and may be absent. */
record ExrChannel(String name, Type type) {
    /** What its numbers are, in the order of the format. */
    enum Type {
        UINT(4),
        HALF(2),
        FLOAT(4);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        static Type of(int number) throws IOException {
            if (number < 0 || number >= values().length) {
                throw new IOException("its header is damaged: a channel of type " + number);
            }
            return values()[number];
        }

        int bytes() {
            return bytes;
        }
    }

    String layer() {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** In upper case. */
    String component() {
        return name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    }
}
