package org.tablao.thumbnailer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The chunks of an OpenEXR file: bands of lines, or tiles side by side. Each is where the file's table says, whole, and no
 * larger than its pixels, or it is refused.
 */
final class ExrChunks {
    private static final int TABLE_ENTRY = 8;

    private final FileChannel file;
    private final ExrHeader header;
    private final int width;
    private final int height;

    ExrChunks(FileChannel file, ExrHeader header) {
        this.file = file;
        this.header = header;
        this.width =
                header.tile().map(ExrHeader.ExrTile::width).orElse(header.data().width());
        this.height = header.tile()
                .map(ExrHeader.ExrTile::height)
                .orElse(header.compression().lines());
    }

    /** How many lie side by side. */
    int across() {
        return (header.data().width() + width - 1) / width;
    }

    /** How many lines of pixels a band of them has; the last may have fewer. */
    int lines() {
        return height;
    }

    ExrChunk read(int column, int row) throws IOException {
        long entry = header.bytes() + ((long) row * across() + column) * TABLE_ENTRY;
        long offset = bytes(entry, TABLE_ENTRY).getLong();
        if (offset < header.bytes() || offset > file.size()) {
            throw cutOff();
        }
        boolean tiled = header.tile().isPresent();
        ByteBuffer head = bytes(offset, tiled ? 20 : 8);
        if (tiled) {
            expect(head.getInt() == column && head.getInt() == row && head.getLong() == 0);
        } else {
            expect(head.getInt() == header.data().top() + row * height);
        }
        int size = head.getInt();
        int chunkWidth = Math.min(width, header.data().width() - column * width);
        int chunkHeight = Math.min(height, header.data().height() - row * height);
        long most = (long) chunkWidth * chunkHeight * header.bytesOfPixel();
        long least = header.compression() == ExrCompression.NONE ? most : 2;
        if (size < least || size > most) {
            throw new IOException("it is damaged: a chunk of " + size + " bytes for " + most);
        }
        return new ExrChunk(chunkWidth, chunkHeight, bytes(offset + head.limit(), size));
    }

    private ByteBuffer bytes(long from, int count) throws IOException {
        if (from + count > file.size()) {
            throw cutOff();
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw cutOff();
            }
        }
        return bytes.flip();
    }

    private static void expect(boolean itself) throws IOException {
        if (!itself) {
            throw new IOException("it is damaged: where a chunk should be is another");
        }
    }

    private static IOException cutOff() {
        return new IOException("it is cut off");
    }

    /** A chunk as it is stored. */
    record ExrChunk(int width, int height, ByteBuffer bytes) {}
}
