package org.tablao.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.command.ProducedFile;

class OutputCheckTest {
    @TempDir
    Path folder;

    @Test
    void readsTheSizeOfWholeImages() throws Exception {
        for (String name : new String[] {"a.png", "a.jpg", "a.exr"}) {
            ReportedFile file = check(write(name, image(name)));
            assertEquals("40x30", file.width() + "x" + file.height(), name);
        }
    }

    @Test
    void refusesEveryPngThatIsCutOff() throws Exception {
        byte[] whole = image("a.png");
        for (int length = 1; length < whole.length; length += 7) {
            Path cut = write("a.png", Arrays.copyOf(whole, length));
            assertEquals(OutcomeClass.BAD_OUTPUT, refused(cut).outcome().kind(), "of length " + length);
        }
    }

    @Test
    void refusesAPngWithOneWrongByte() throws Exception {
        byte[] damaged = image("a.png");
        damaged[damaged.length / 2] ^= 1;
        assertTrue(refused(write("a.png", damaged)).getMessage().startsWith("a.png is damaged: "));
    }

    @Test
    void refusesAJpegThatIsCutOff() throws Exception {
        byte[] whole = image("a.jpg");
        assertTrue(refused(write("a.jpg", Arrays.copyOf(whole, whole.length / 2)))
                .getMessage()
                .startsWith("a.jpg is damaged: "));
    }

    @Test
    void refusesAnExrThatIsCutOff() throws Exception {
        byte[] whole = image("a.exr");
        for (int length : new int[] {3, 60, whole.length / 2, whole.length - 1}) {
            assertEquals(
                    "a.exr is cut off.",
                    refused(write("a.exr", Arrays.copyOf(whole, length))).getMessage());
        }
    }

    @Test
    void refusesWhatIsEmptyOrNotThere() throws Exception {
        assertEquals("a.png is empty.", refused(write("a.png", new byte[0])).getMessage());
        assertEquals("b.png is not there.", refused(folder.resolve("b.png")).getMessage());
    }

    private OutputCheck.NotWhole refused(Path file) {
        return assertThrows(OutputCheck.NotWhole.class, () -> check(file));
    }

    private static ReportedFile check(Path file) throws OutputCheck.NotWhole {
        return OutputCheck.check(ProducedFile.frame(file, Path.of("/out/a"), "main", 1, Map.of()));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] image(String name) throws IOException {
        if (name.endsWith("exr")) {
            return exr();
        }
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 40 * 30; i++) {
            image.setRGB(i % 40, i / 40, random.nextInt());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, name.endsWith("png") ? "png" : "jpeg", bytes));
        return bytes.toByteArray();
    }

    /** One channel, uncompressed, a chunk for each line; of the attributes those that are read. */
    private static byte[] exr() {
        ByteBuffer exr = ByteBuffer.allocate(20_000).order(ByteOrder.LITTLE_ENDIAN);
        exr.putInt(20000630).putInt(2);
        exr.put("compression\0compression\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(1)
                .put((byte) 0);
        exr.put("dataWindow\0box2i\0".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        exr.putInt(0).putInt(0).putInt(39).putInt(29);
        exr.put((byte) 0);
        int first = exr.position() + 30 * 8;
        for (int line = 0; line < 30; line++) {
            exr.putLong(first + line * (8 + 80));
        }
        for (int line = 0; line < 30; line++) {
            exr.putInt(line).putInt(80).put(new byte[80]);
        }
        return Arrays.copyOf(exr.array(), exr.position());
    }
}
