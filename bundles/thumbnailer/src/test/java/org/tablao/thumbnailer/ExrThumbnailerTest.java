package org.tablao.thumbnailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tablao.thumbnailer.Pixels.assertNear;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tablao.pluginapi.image.Thumbnail;
import org.tablao.pluginapi.image.ThumbnailRequest;

class ExrThumbnailerTest {
    @TempDir
    Path folder;

    private final ExrThumbnailer thumbnailer = new ExrThumbnailer();

    @ParameterizedTest
    @CsvSource({"0, 0", "0.18, 118", "0.5, 188", "1, 255", "0.0031308, 10", "0.001, 3", "50000, 255", "-3, 0"})
    void encodesLinearLightAsSrgbAndCutsWhatNoScreenCanShow(float light, int expected) throws IOException {
        for (ExrFile file : new ExrFile[] {grey(light), grey(light).half()}) {
            assertNear(rgb(expected, expected, expected), centre(make(file, 320)), 1);
        }
    }

    @Test
    void tellsRedFromGreenFromBlue() throws IOException {
        assertNear(rgb(255, 188, 118), centre(make(ExrFile.filled(64, 36, 1, 0.5f, 0.18f), 320)), 2);
    }

    @Test
    void makesAnImageOfTheWidthThatIsAskedForAndNeverEnlarges() throws IOException {
        Thumbnail thumbnail = make(grey(0.5f, 1920, 1080), 320);

        assertEquals("image/jpeg", thumbnail.mediaType());
        assertEquals(1920, thumbnail.sourceWidth());
        assertEquals(1080, thumbnail.sourceHeight());
        assertEquals(320, Pixels.of(thumbnail).getWidth());
        assertEquals(180, Pixels.of(thumbnail).getHeight());
        assertEquals(1280, Pixels.of(make(grey(0.5f, 1920, 1080), 1280)).getWidth());
        assertEquals(64, Pixels.of(make(grey(0.5f), 320)).getWidth());
    }

    @Test
    void averagesInLinearLight() throws IOException {
        ExrFile checks = grey((x, y) -> (x + y) % 2, 640, 640);

        assertNear(rgb(188, 188, 188), centre(make(checks, 160)), 1);
    }

    @Test
    void averagesWhatPixelsCoverInPart() throws IOException {
        // Of three columns two become one and a half each: light, then dark.
        ExrFile columns = alpha(grey((x, y) -> x == 0 ? 1 : 0, 3, 3), (x, y) -> x == 2 ? 0 : 1);

        BufferedImage small = Pixels.of(make(columns, 2));

        assertNear(0xff000000 | rgb(213, 213, 213), small.getRGB(0, 0), 1);
        assertEquals(85, small.getRGB(1, 0) >>> 24, 1);
    }

    @Test
    void keepsTheEdgeOfABrightLightSmooth() throws IOException {
        ExrFile edge = grey((x, y) -> x < 5 ? 1000 : 0, 40, 40);

        assertNear(
                rgb(188, 188, 188),
                Pixels.of(make(alpha(edge, (x, y) -> y == 0 ? 0 : 1), 20)).getRGB(2, 10),
                1);
    }

    @Test
    void takesPremultipliedColoursApartAtTheEdges() throws IOException {
        ExrFile half = alpha(ExrFile.filled(64, 36, 0.5f, 0.09f, 0), (x, y) -> 0.5f);

        Thumbnail thumbnail = make(half, 16);

        assertEquals("image/png", thumbnail.mediaType());
        assertNear(0x80000000 | (rgb(255, 118, 0) & 0xffffff), centre(thumbnail), 1);
    }

    @Test
    void doesNotLetTheColourOfTransparentPixelsBleed() throws IOException {
        ExrFile stripes = alpha(
                new ExrFile(8, 8)
                        .channel("R", (x, y) -> x % 2)
                        .channel("G", (x, y) -> 0)
                        .channel("B", (x, y) -> 0),
                (x, y) -> x % 2);

        assertNear(0x80ff0000, Pixels.of(make(stripes, 4)).getRGB(1, 1), 1);
    }

    @Test
    void makesAJpegWhereEveryPixelIsOpaqueThoughThereIsAlpha() throws IOException {
        assertEquals("image/jpeg", make(alpha(grey(0.5f), (x, y) -> 1), 32).mediaType());
    }

    @Test
    void showsWhatIsNoNumberAsBlackAndWhatIsInfiniteAsLight() throws IOException {
        ExrFile file = alpha(
                new ExrFile(40, 20)
                        .channel("R", (x, y) -> x < 20 ? Float.NaN : Float.POSITIVE_INFINITY)
                        .channel("G", (x, y) -> x < 20 ? Float.NEGATIVE_INFINITY : 0.18f)
                        .channel("B", (x, y) -> 0),
                (x, y) -> x == 0 ? Float.NaN : 1);

        for (Thumbnail thumbnail : new Thumbnail[] {make(file, 20), make(file.half(), 20)}) {
            assertEquals("image/jpeg", thumbnail.mediaType());
            assertNear(rgb(0, 0, 0), Pixels.of(thumbnail).getRGB(4, 5), 4);
            assertNear(rgb(255, 118, 0), Pixels.of(thumbnail).getRGB(15, 5), 4);
        }
    }

    @Test
    void readsLinesThatAreStoredFromTheBottom() throws IOException {
        ExrFile file = grey((x, y) -> y < 16 ? 1 : 0, 32, 32).fromBottom();

        BufferedImage small = Pixels.of(make(file, 32));

        assertNear(rgb(255, 255, 255), small.getRGB(16, 4), 2);
        assertNear(rgb(0, 0, 0), small.getRGB(16, 28), 2);
    }

    @Test
    void putsARenderedPartInItsPlaceInTheFrame() throws IOException {
        ExrFile part = alpha(grey(1, 20, 10), (x, y) -> 1).window(10, 5, 29, 14).display(0, 0, 39, 19);

        Thumbnail thumbnail = make(part, 40);

        BufferedImage small = Pixels.of(thumbnail);
        assertEquals(40, thumbnail.sourceWidth());
        assertEquals(0, small.getRGB(9, 10) >>> 24);
        assertEquals(0, small.getRGB(20, 4) >>> 24);
        assertEquals(0xffffffff, small.getRGB(10, 5));
        assertEquals(0xffffffff, small.getRGB(29, 14));
        assertEquals(0, small.getRGB(30, 14) >>> 24);
        assertEquals(0, small.getRGB(29, 15) >>> 24);
    }

    @Test
    void leavesOutWhatWasRenderedBeyondTheFrame() throws IOException {
        ExrFile overscan = grey((x, y) -> x < 4 || x >= 36 ? 1 : 0.18f, 40, 28)
                .window(-4, -4, 35, 23)
                .display(0, 0, 31, 19);

        BufferedImage small = Pixels.of(make(overscan, 32));

        assertEquals(32, small.getWidth());
        assertEquals(20, small.getHeight());
        assertNear(rgb(118, 118, 118), small.getRGB(0, 0), 2);
        assertNear(rgb(118, 118, 118), small.getRGB(31, 19), 2);
    }

    @Test
    void showsTheLayerThatIsCombinedOfMany() throws IOException {
        ExrFile layers = new ExrFile(16, 16);
        for (String layer : new String[] {"Albedo.Aux", "ViewLayer.Combined", "Composite.Combined", "ViewLayer.Mist"}) {
            float light = layer.equals("Composite.Combined") ? 0.18f : 1;
            for (String component : new String[] {"R", "G", "B"}) {
                layers.channel(layer + "." + component, (x, y) -> light);
            }
        }

        assertNear(rgb(118, 118, 118), centre(make(layers.channel("ViewLayer.Depth.Z", (x, y) -> 9), 16)), 1);
    }

    @Test
    void spreadsDistancesFromNearToFar() throws IOException {
        ExrFile depth = new ExrFile(30, 10).channel("Depth.V", (x, y) -> x < 10 ? 5 : x < 20 ? 7.5f : 1e10f);

        BufferedImage small = Pixels.of(make(depth, 30));

        assertNear(rgb(0, 0, 0), small.getRGB(4, 4), 3);
        assertNear(rgb(255, 255, 255), small.getRGB(25, 4), 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-zip", "half-rle", "half-tiles", "float-piz", "multilayer"})
    void showsWhatBlenderShowsOfTheFilesItWrites(String name) throws IOException {
        Thumbnail thumbnail = make(resource(name + ".exr"), 320);
        BufferedImage small = Pixels.of(thumbnail);
        BufferedImage reference = ImageIO.read(resource("reference.png").toFile());

        assertEquals("image/png", thumbnail.mediaType());
        assertEquals(64, small.getWidth());
        assertEquals(40, small.getHeight());
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 64; x++) {
                int alpha = reference.getRGB(x, y) >>> 24;
                // Of a pixel that is hardly seen the colour has few bits left.
                assertNear(reference.getRGB(x, y), small.getRGB(x, y), alpha > 200 ? 2 : alpha > 20 ? 6 : 255);
                assertEquals(alpha, small.getRGB(x, y) >>> 24, 1);
            }
        }
    }

    @Test
    void readsOnlyOpenExr() throws IOException {
        Path text = Files.writeString(folder.resolve("frame.exr"), "this is text with a picture's name");

        assertFalse(thumbnailer.reads(FileImage.open(text, 1000)));
        assertTrue(thumbnailer.reads(FileImage.open(grey(1).write(folder.resolve("a.exr")), 100_000)));
    }

    private Thumbnail make(ExrFile file, int width) throws IOException {
        return make(file.write(Files.createTempFile(folder, "frame", ".exr")), width);
    }

    private Thumbnail make(Path file, int width) throws IOException {
        record Request(int width, long mostPixels) implements ThumbnailRequest {}
        return thumbnailer.make(FileImage.open(file, 1 << 30), new Request(width, 100_000_000));
    }

    private Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = ExrThumbnailerTest.class.getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return file;
    }

    private static ExrFile grey(float light) {
        return grey(light, 64, 36);
    }

    private static ExrFile grey(float light, int width, int height) {
        return grey((x, y) -> light, width, height);
    }

    private static ExrFile grey(ExrFile.Samples light, int width, int height) {
        return new ExrFile(width, height)
                .channel("R", light)
                .channel("G", light)
                .channel("B", light);
    }

    private static ExrFile alpha(ExrFile file, ExrFile.Samples alpha) {
        return file.channel("A", alpha);
    }

    private static int centre(Thumbnail thumbnail) throws IOException {
        BufferedImage image = Pixels.of(thumbnail);
        return image.getRGB(image.getWidth() / 2, image.getHeight() / 2);
    }

    private static int rgb(int red, int green, int blue) {
        return 0xff000000 | red << 16 | green << 8 | blue;
    }
}
