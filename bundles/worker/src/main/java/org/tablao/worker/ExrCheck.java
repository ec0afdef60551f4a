package org.tablao.worker;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Whether an OpenEXR file is whole: its header reads, and its table of chunks (written last) points into the file. Pixels are
 * not decoded. Tiled, deep and multi-part files: the header alone.
 */
final class ExrCheck implements AutoCloseable {
    private static final int MAGIC = 20000630;
    private static final int TILED_DEEP_OR_PARTS = 0x1a00;
    private static final int LONGEST_HEADER = 1 << 20;
    /** Lines in a chunk, by compression: none, RLE, ZIPS, ZIP, PIZ, PXR24, B44, B44A, DWAA, DWAB. */
    private static final int[] LINES = {1, 1, 1, 16, 32, 16, 32, 32, 32, 256};

    private final RandomAccessFile file;
    private int[] window = {};
    private int compression = -1;

    private ExrCheck(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    static ImageSize check(Path path) throws IOException {
        try (ExrCheck check = new ExrCheck(path)) {
            return check.read();
        } catch (EOFException e) {
            throw new BadImage("is cut off");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private ImageSize read() throws IOException {
        if (little() != MAGIC) {
            throw new BadImage("is no OpenEXR file");
        }
        boolean simple = (little() & TILED_DEEP_OR_PARTS) == 0;
        for (String name = text(); !name.isEmpty(); name = text()) {
            attribute(name, text(), little());
        }
        long width = window.length == 4 ? 1L + window[2] - window[0] : 0;
        long height = window.length == 4 ? 1L + window[3] - window[1] : 0;
        if (width <= 0 || height <= 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new BadImage("is damaged: it has no pixels");
        }
        if (simple && compression >= 0 && compression < LINES.length) {
            checkTable((height + LINES[compression] - 1) / LINES[compression]);
        }
        return new ImageSize((int) width, (int) height);
    }

    private void attribute(String name, String type, int size) throws IOException {
        if (size < 0 || file.getFilePointer() + size > file.length() || file.getFilePointer() > LONGEST_HEADER) {
            throw new BadImage("is cut off");
        }
        byte[] value = new byte[Math.min(size, 16)];
        file.readFully(value);
        file.skipBytes(size - value.length);
        if (name.equals("dataWindow") && type.equals("box2i") && size == 16) {
            ByteBuffer numbers = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
            window = new int[] {numbers.getInt(), numbers.getInt(), numbers.getInt(), numbers.getInt()};
        } else if (name.equals("compression") && size == 1) {
            compression = value[0];
        }
    }

    private void checkTable(long chunks) throws IOException {
        long first = file.getFilePointer() + chunks * 8;
        long last = 0;
        for (long i = 0; i < chunks; i++) {
            long offset = Long.reverseBytes(file.readLong());
            if (offset < first || offset > file.length() - 8) {
                throw new BadImage("is cut off");
            }
            last = Math.max(last, offset);
        }
        file.seek(last + 4);
        if (last + 8 + little() > file.length()) {
            throw new BadImage("is cut off");
        }
    }

    private int little() throws IOException {
        return Integer.reverseBytes(file.readInt());
    }

    private String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = file.readUnsignedByte(); b != 0; b = file.readUnsignedByte()) {
            text.append((char) b);
            if (text.length() > 255) {
                throw new BadImage("is damaged: its header is not one");
            }
        }
        return new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
