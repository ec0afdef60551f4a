package org.tablao.thumbnailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tablao.thumbnailer.Pixels.assertNear;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.pluginapi.image.Thumbnail;
import org.tablao.pluginapi.image.ThumbnailRequest;

class ImageIoThumbnailerTest {
    @TempDir
    Path folder;

    private final ImageIoThumbnailer thumbnailer = new ImageIoThumbnailer();

    @Test
    void makesAJpegOfAnOpaqueImageThoughItHasAnAlphaChannel() throws IOException {
        Thumbnail thumbnail = make(saved(filled(640, 360, 0xffff8000), "png"), 320);

        assertEquals("image/jpeg", thumbnail.mediaType());
        assertEquals(640, thumbnail.sourceWidth());
        BufferedImage small = Pixels.of(thumbnail);
        assertEquals(320, small.getWidth());
        assertEquals(180, small.getHeight());
        assertNear(0xffff8000, small.getRGB(160, 90), 4);
    }

    @Test
    void makesAPngWhereAPixelIsTransparent() throws IOException {
        BufferedImage image = filled(640, 360, 0xff2040ff);
        image.setRGB(3, 3, 0);

        assertEquals("image/png", make(saved(image, "png"), 320).mediaType());
    }

    @Test
    void doesNotLetTheColourOfTransparentPixelsBleed() throws IOException {
        BufferedImage image = filled(4, 4, 0x00ff0000);
        for (int y = 0; y < 4; y++) {
            image.setRGB(1, y, 0xff0000ff);
            image.setRGB(3, y, 0xff0000ff);
        }

        int pixel = Pixels.of(make(saved(image, "png"), 2)).getRGB(0, 0);

        assertNear(0x800000ff, pixel, 2);
    }

    @Test
    void averagesFineDetailInsteadOfPickingPixels() throws IOException {
        BufferedImage image = filled(600, 600, 0xff000000);
        for (int y = 0; y < 600; y++) {
            for (int x = y % 2; x < 600; x += 2) {
                image.setRGB(x, y, 0xffffffff);
            }
        }

        BufferedImage small = Pixels.of(make(saved(image, "png"), 150));

        assertNear(0xff808080, small.getRGB(75, 75), 3);
    }

    @Test
    void readsSixteenBits() throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSamples(0, 0, 64, 64, 0, filledWith(64 * 64, 65535));

        assertNear(0xffffffff, Pixels.of(make(saved(image, "png"), 32)).getRGB(5, 5), 2);
    }

    @Test
    void neverEnlarges() throws IOException {
        assertEquals(
                10,
                Pixels.of(make(saved(filled(10, 10, 0xff102030), "png"), 320)).getWidth());
    }

    @Test
    void refusesATruncatedImage() throws IOException {
        Path whole = saved(filled(640, 360, 0xff123456), "png");
        Path cut = folder.resolve("cut.png");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThrows(IOException.class, () -> make(cut, 320));
    }

    @Test
    void refusesMorePixelsThanAllowedBeforeDecodingThem() throws IOException {
        Path large = saved(filled(2000, 1000, 0xff000000), "png");

        IOException refused = assertThrows(
                IOException.class, () -> thumbnailer.make(FileImage.open(large, 1 << 30), request(320, 1_000_000)));

        assertEquals("it has 2000 × 1000 pixels, more than 1000000", refused.getMessage());
    }

    @Test
    void doesNotReadWhatIsNoImage() throws IOException {
        Path text = Files.writeString(folder.resolve("frame.png"), "this is text with a picture's name");

        assertFalse(thumbnailer.reads(FileImage.open(text, 1000)));
        assertTrue(thumbnailer.reads(FileImage.open(saved(filled(2, 2, 0), "png"), 1000)));
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.png"));

        assertEquals(
                "it is empty",
                assertThrows(IOException.class, () -> FileImage.open(empty, 1000))
                        .getMessage());
    }

    private Thumbnail make(Path file, int width) throws IOException {
        return thumbnailer.make(FileImage.open(file, 1 << 30), request(width, 100_000_000));
    }

    private static ThumbnailRequest request(int width, long mostPixels) {
        record Request(int width, long mostPixels) implements ThumbnailRequest {}
        return new Request(width, mostPixels);
    }

    private Path saved(BufferedImage image, String format) throws IOException {
        Path file = Files.createTempFile(folder, "frame", "." + format);
        assertTrue(ImageIO.write(image, format, file.toFile()));
        return file;
    }

    private static BufferedImage filled(int width, int height, int argb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, argb);
            }
        }
        return image;
    }

    private static int[] filledWith(int count, int value) {
        int[] samples = new int[count];
        java.util.Arrays.fill(samples, value);
        return samples;
    }
}
