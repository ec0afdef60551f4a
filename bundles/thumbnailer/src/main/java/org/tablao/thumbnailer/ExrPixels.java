package org.tablao.thumbnailer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.util.tinyexr.EXRImage;

/** The pixels of an OpenEXR file, line by line. One band of chunks is in native memory at a time. */
final class ExrPixels implements AutoCloseable {
    private final ExrHeader header;
    private final ExrChunks chunks;
    private final ExrDecoder decoder;
    private final List<EXRImage> band = new ArrayList<>();
    private int row = -1;

    ExrPixels(FileChannel file, ExrHeader header) {
        this.header = header;
        this.chunks = new ExrChunks(file, header);
        this.decoder = new ExrDecoder(header);
    }

    @Override
    public void close() {
        band.forEach(ExrDecoder::release);
        band.clear();
        row = -1;
    }

    /** @param line counted from the top of the data window */
    void line(int channel, int line, float[] into) throws IOException {
        if (line / chunks.lines() != row) {
            decode(line / chunks.lines());
        }
        ExrChannel.Type type = header.channels().get(channel).type();
        int widest = header.tile().map(ExrHeader.ExrTile::width).orElse(into.length);
        for (int column = 0; column < band.size(); column++) {
            PointerBuffer planes = decoder.planes(band.get(column));
            int from = column * widest;
            int count = Math.min(widest, header.data().width() - from);
            long first = planes.get(channel) + (long) (line % chunks.lines()) * count * type.bytes();
            copy(type, first, into, from, count);
        }
    }

    private void decode(int wanted) throws IOException {
        close();
        for (int column = 0; column < chunks.across(); column++) {
            band.add(decoder.decode(chunks.read(column, wanted)));
        }
        row = wanted;
    }

    private static void copy(ExrChannel.Type type, long address, float[] into, int from, int count) {
        switch (type) {
            case UINT -> {
                for (int i = 0; i < count; i++) {
                    into[from + i] = MemoryUtil.memGetInt(address + 4L * i) & 0xffffffffL;
                }
            }
            case HALF -> {
                for (int i = 0; i < count; i++) {
                    into[from + i] = HalfFloat.toFloat(MemoryUtil.memGetShort(address + 2L * i));
                }
            }
            case FLOAT -> {
                for (int i = 0; i < count; i++) {
                    into[from + i] = MemoryUtil.memGetFloat(address + 4L * i);
                }
            }
        }
    }
}
