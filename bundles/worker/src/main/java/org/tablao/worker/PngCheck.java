package org.tablao.worker;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Whether a PNG is whole: every chunk's checksum, and as many bytes of pixels as its header promises. Reads it as a stream, so
 * that its size costs time but no memory.
 */
final class PngCheck {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER = 0x49484452;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454e44;

    private final DataInputStream stream;
    private final byte[] buffer = new byte[16 * 1024];
    private final byte[] pixels = new byte[64 * 1024];
    private final Inflater inflater = new Inflater();
    private byte[] header = {};
    private long inflated;

    private PngCheck(InputStream stream) {
        this.stream = new DataInputStream(stream);
    }

    static ImageSize check(InputStream stream) throws IOException {
        PngCheck check = new PngCheck(stream);
        try {
            return check.read();
        } catch (EOFException e) {
            throw new BadImage("is cut off");
        } catch (DataFormatException e) {
            throw new BadImage("is damaged: its pixels cannot be unpacked");
        } finally {
            check.inflater.end();
        }
    }

    private ImageSize read() throws IOException, DataFormatException {
        if (!Arrays.equals(stream.readNBytes(SIGNATURE.length), SIGNATURE)) {
            throw new BadImage("is no PNG");
        }
        int type;
        do {
            type = chunk();
            if (header.length == 0) {
                throw new BadImage("is damaged: it has no header");
            }
        } while (type != END);
        int width = number(0);
        int height = number(4);
        if (width <= 0 || height <= 0) {
            throw new BadImage("is damaged: it has no pixels");
        }
        boolean interlaced = header[12] != 0;
        if (!inflater.finished() || (!interlaced && inflated != promised(width, height))) {
            throw new BadImage("is damaged: pixels are missing");
        }
        return new ImageSize(width, height);
    }

    private int chunk() throws IOException, DataFormatException {
        int left = stream.readInt();
        int type = stream.readInt();
        CRC32 crc = new CRC32();
        for (int shift = 24; shift >= 0; shift -= 8) {
            crc.update(type >>> shift);
        }
        if (type == HEADER && left != 13) {
            throw new BadImage("is damaged: its header is not one");
        }
        while (left > 0) {
            int n = Math.min(left, buffer.length);
            stream.readFully(buffer, 0, n);
            crc.update(buffer, 0, n);
            take(type, n);
            left -= n;
        }
        if ((int) crc.getValue() != stream.readInt()) {
            throw new BadImage("is damaged: a checksum is wrong");
        }
        return type;
    }

    private void take(int type, int n) throws DataFormatException {
        if (type == HEADER) {
            header = Arrays.copyOf(buffer, n);
        } else if (type == DATA) {
            inflater.setInput(buffer, 0, n);
            for (int out = inflater.inflate(pixels); out > 0; out = inflater.inflate(pixels)) {
                inflated += out;
            }
        }
    }

    private long promised(int width, int height) {
        int samples =
                switch (header[9]) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        long bits = (long) width * samples * header[8];
        return height * (1 + (bits + 7) / 8);
    }

    private int number(int at) {
        return (header[at] & 255) << 24
                | (header[at + 1] & 255) << 16
                | (header[at + 2] & 255) << 8
                | (header[at + 3] & 255);
    }
}
