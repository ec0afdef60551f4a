package org.tablao.thumbnailer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.tablao.pluginapi.image.Thumbnail;

/** Looks at thumbnails. */
final class Pixels {
    private Pixels() {}

    static BufferedImage of(Thumbnail thumbnail) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(thumbnail.bytes()));
    }

    static void assertNear(int expected, int actual, int tolerance) {
        for (int shift = 0; shift < 32; shift += 8) {
            int difference = Math.abs((expected >> shift & 0xff) - (actual >> shift & 0xff));
            assertTrue(
                    difference <= tolerance,
                    () -> "expected " + Integer.toHexString(expected) + " but got " + Integer.toHexString(actual));
        }
    }
}
