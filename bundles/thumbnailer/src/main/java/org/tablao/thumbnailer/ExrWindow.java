package org.tablao.thumbnailer;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A window in an OpenEXR image's plane of pixels: where it begins, and its size. */
record ExrWindow(int left, int top, int width, int height) {
    /** Coordinates beyond this are nobody's frame, and sums of them would overflow. */
    private static final int FARTHEST = 1 << 24;

    static ExrWindow read(ByteBuffer in) throws IOException {
        int left = in.getInt();
        int top = in.getInt();
        int right = in.getInt();
        int bottom = in.getInt();
        if (far(left) || far(top) || far(right) || far(bottom) || right < left || bottom < top) {
            throw new IOException(
                    "its header is damaged: a window from " + left + ", " + top + " to " + right + ", " + bottom);
        }
        return new ExrWindow(left, top, right - left + 1, bottom - top + 1);
    }

    long pixels() {
        return (long) width * height;
    }

    boolean meets(ExrWindow other) {
        return left < other.left + other.width
                && other.left < left + width
                && top < other.top + other.height
                && other.top < top + height;
    }

    private static boolean far(int coordinate) {
        return coordinate < -FARTHEST || coordinate > FARTHEST;
    }
}
