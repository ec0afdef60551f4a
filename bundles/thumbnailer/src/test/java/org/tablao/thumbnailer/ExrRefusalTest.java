package org.tablao.thumbnailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.pluginapi.image.ThumbnailRequest;

/** Files that are broken, too large or of another kind: refused with a reason, and nothing worse. */
class ExrRefusalTest {
    private static final int TILED = 0x200;
    private static final int DEEP = 0x800;
    private static final int PARTS = 0x1000;

    @TempDir
    Path folder;

    @Test
    void refusesAFileCutOffAnywhere() throws IOException {
        byte[] whole = small().bytes();
        for (int length = 4; length < whole.length; length++) {
            String message = refused(Arrays.copyOf(whole, length));
            assertEquals("it is cut off", message.substring(0, 13), message);
        }
    }

    @Test
    void refusesAFileWhoseTableWasNeverWritten() throws IOException {
        byte[] file = small().bytes();
        Arrays.fill(file, tableOf(file), tableOf(file) + 8 * 4, (byte) 0);

        assertEquals("it is cut off", refused(file));
    }

    @Test
    void refusesChunksThatAreNotItsOwn() throws IOException {
        byte[] file = small().bytes();
        int chunk = tableOf(file) + 8 * 4;

        for (int line : new int[] {-1, 1, 4}) {
            assertEquals("it is damaged: where a chunk should be is another", refused(changed(file, chunk, line)));
        }
        for (int size : new int[] {-1, 0, 71, 73, Integer.MAX_VALUE}) {
            assertEquals(
                    "it is damaged: a chunk of " + size + " bytes for 72", refused(changed(file, chunk + 4, size)));
        }
    }

    @Test
    void refusesWindowsThatCannotBe() throws IOException {
        assertEquals(
                "its header is damaged: a window from 5, 0 to 4, 3",
                refused(small().window(5, 0, 4, 3).bytes()));
        assertEquals(
                "its header is damaged: a window from -2147483648, 0 to 2147483647, 3",
                refused(small().window(Integer.MIN_VALUE, 0, Integer.MAX_VALUE, 3)
                        .bytes()));
    }

    @Test
    void refusesMorePixelsThanAllowedBeforeTakingMemoryForThem() throws IOException {
        assertEquals(
                "it has 100000 × 100000 pixels, more than 1000000",
                refused(small().window(0, 0, 99_999, 99_999).bytes()));
        assertEquals(
                "it has 100000 × 100000 pixels, more than 1000000",
                refused(small().display(0, 0, 99_999, 99_999).bytes()));
    }

    @Test
    void refusesMoreMemoryAtOnceThanAllowed() throws IOException {
        ExrFile many = small().window(0, 0, 99_999, 9).compression(4);
        for (int i = 0; i < 100; i++) {
            many.channel("pass" + i + ".V", (x, y) -> 0);
        }

        assertEquals("it needs 412000000 bytes at once, more than 268435456", refused(many.bytes()));
    }

    @Test
    void saysWhichKindOfFileItDoesNotRead() throws IOException {
        assertEquals(
                "its compression, DWAA, is not read",
                refused(small().compression(8).bytes()));
        assertEquals(
                "its compression, 77, is not read",
                refused(small().compression(77).bytes()));
        assertEquals(
                "it is an OpenEXR file of several parts, which is not read",
                refused(small().flags(PARTS).bytes()));
        assertEquals(
                "it is an OpenEXR file of deep pixels, which is not read",
                refused(small().flags(DEEP).bytes()));
        assertEquals(
                "its header is damaged: it does not say how the pixels are stored",
                refused(small().flags(TILED).bytes()));
        assertEquals(
                "its channel B has fewer samples than pixels, which is not read",
                refused(small().sampling(2).bytes()));
        assertEquals(
                "it is no OpenEXR file",
                refused("v/1.not an image at all".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    @Test
    void survivesBytesChangedAtRandom() throws IOException {
        for (String name : new String[] {"half-zip.exr", "half-rle.exr", "half-tiles.exr", "float-piz.exr"}) {
            byte[] whole;
            try (var in = ExrRefusalTest.class.getResourceAsStream(name)) {
                whole = in.readAllBytes();
            }
            for (int seed = 0; seed < 300; seed++) {
                Random random = new Random(seed);
                byte[] file = whole.clone();
                for (int i = 0; i < 1 + seed % 8; i++) {
                    file[random.nextInt(file.length)] = (byte) random.nextInt();
                }
                attempt(file);
            }
        }
    }

    /** Made or refused: anything else is thrown. */
    private void attempt(byte[] file) {
        try {
            make(file);
        } catch (IOException e) {
            assertEquals(true, e.getMessage().startsWith("it"), e::getMessage);
        }
    }

    private String refused(byte[] file) {
        return assertThrows(IOException.class, () -> make(file)).getMessage();
    }

    private void make(byte[] bytes) throws IOException {
        record Request(int width, long mostPixels) implements ThumbnailRequest {}
        Path file = Files.write(folder.resolve("frame.exr"), bytes);
        new ExrThumbnailer().make(FileImage.open(file, 1 << 30), new Request(320, 1_000_000));
    }

    private static ExrFile small() {
        return ExrFile.filled(6, 4, 1, 1, 1);
    }

    private static byte[] changed(byte[] file, int at, int value) {
        byte[] result = file.clone();
        ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return result;
    }

    /** Where the table of chunks begins: its first entry points behind its last. */
    private static int tableOf(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = 300;
        while (bytes.getLong(at) != at + 8 * 4) {
            at++;
        }
        return at;
    }
}
