package org.tablao.thumbnailer;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the header of an OpenEXR file of one part says. Read here, with every number checked, before the native decoder sees the
 * file: what it does not read is refused with its name, and how much memory it will take is known before it takes any.
 *
 * @param tile the size of its tiles; empty where it is stored in lines
 * @param bytes how long the header is: the table of chunks follows it
 */
record ExrHeader(
        ExrWindow data,
        ExrWindow display,
        ExrCompression compression,
        List<ExrChannel> channels,
        Optional<ExrTile> tile,
        int bytes) {
    static final int LONGEST = 1 << 20;

    private static final int MAGIC = 20000630;
    private static final int TILED = 0x200;
    private static final int DEEP = 0x800;
    private static final int PARTS = 0x1000;
    private static final int LONGEST_NAME = 255;

    /** A size of tiles. */
    record ExrTile(int width, int height) {}

    static boolean begins(byte[] head) {
        return head.length >= 4
                && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt() == MAGIC;
    }

    /** @param head the file from its beginning, whole or as far as a header may reach */
    static ExrHeader read(ByteBuffer head) throws IOException {
        try {
            return readUnbounded(head.duplicate().order(ByteOrder.LITTLE_ENDIAN));
        } catch (BufferUnderflowException e) {
            throw new IOException("it is cut off in its header", e);
        }
    }

    private static ExrHeader readUnbounded(ByteBuffer in) throws IOException {
        if (in.getInt() != MAGIC) {
            throw new IOException("it is no OpenEXR file");
        }
        int version = in.getInt();
        if ((version & 0xff) != 2) {
            throw new IOException("its OpenEXR version is " + (version & 0xff) + ", and only 2 is read");
        }
        if ((version & DEEP) != 0 || (version & PARTS) != 0) {
            throw new IOException("it is an OpenEXR file of "
                    + ((version & PARTS) != 0 ? "several parts" : "deep pixels") + ", which is not read");
        }
        Attributes attributes = new Attributes();
        for (String name = text(in); !name.isEmpty(); name = text(in)) {
            String type = text(in);
            int size = in.getInt();
            if (size < 0 || size > in.remaining()) {
                throw new IOException("it is cut off in its header");
            }
            attributes.take(name, type, in.slice(in.position(), size).order(ByteOrder.LITTLE_ENDIAN));
            in.position(in.position() + size);
        }
        return attributes.header((version & TILED) != 0, in.position());
    }

    /** What the frame shows: the display window, or what there is where that shows none of it. */
    ExrWindow frame() {
        return display.meets(data) ? display : data;
    }

    /** What the pixels that are decoded at once take: a band of lines or of tiles. */
    long bytesOfBand() {
        long lines = tile.map(ExrTile::height).orElse(compression.lines());
        return data.width() * Math.min(lines, data.height()) * bytesOfPixel();
    }

    int bytesOfPixel() {
        return channels.stream().mapToInt(channel -> channel.type().bytes()).sum();
    }

    private static String text(ByteBuffer in) throws IOException {
        int start = in.position();
        int length = 0;
        while (in.get() != 0) {
            length++;
            if (length > LONGEST_NAME) {
                throw new IOException("its header is damaged");
            }
        }
        byte[] text = new byte[length];
        in.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The attributes that matter, as they come. */
    private static final class Attributes {
        private Optional<ExrWindow> data = Optional.empty();
        private Optional<ExrWindow> display = Optional.empty();
        private Optional<ExrCompression> compression = Optional.empty();
        private Optional<ExrTile> tile = Optional.empty();
        private List<ExrChannel> channels = List.of();

        void take(String name, String type, ByteBuffer value) throws IOException {
            switch (name + ":" + type) {
                case "dataWindow:box2i" -> data = Optional.of(ExrWindow.read(value));
                case "displayWindow:box2i" -> display = Optional.of(ExrWindow.read(value));
                case "compression:compression" -> compression = Optional.of(ExrCompression.of(value.get() & 0xff));
                case "channels:chlist" -> channels = channels(value);
                case "tiles:tiledesc" -> tile = Optional.of(tile(value));
                default -> {}
            }
        }

        ExrHeader header(boolean tiled, int bytes) throws IOException {
            if (data.isEmpty() || compression.isEmpty() || channels.isEmpty() || (tiled && tile.isEmpty())) {
                throw new IOException("its header is damaged: it does not say how the pixels are stored");
            }
            return new ExrHeader(
                    data.get(),
                    display.orElse(data.get()),
                    compression.get(),
                    channels,
                    tiled ? tile : Optional.empty(),
                    bytes);
        }

        private static List<ExrChannel> channels(ByteBuffer in) throws IOException {
            List<ExrChannel> channels = new ArrayList<>();
            for (String name = text(in); !name.isEmpty(); name = text(in)) {
                ExrChannel.Type type = ExrChannel.Type.of(in.getInt());
                in.getInt();
                int across = in.getInt();
                int down = in.getInt();
                if (across != 1 || down != 1) {
                    throw new IOException("its channel " + name + " has fewer samples than pixels, which is not read");
                }
                channels.add(new ExrChannel(name, type));
            }
            return List.copyOf(channels);
        }

        private static ExrTile tile(ByteBuffer in) throws IOException {
            int width = in.getInt();
            int height = in.getInt();
            if (width <= 0 || height <= 0 || width > 1 << 16 || height > 1 << 16) {
                throw new IOException("its header is damaged: its tiles are " + width + " × " + height);
            }
            if ((in.get() & 0xf) != 0) {
                throw new IOException("it has several levels of detail, which is not read");
            }
            return new ExrTile(width, height);
        }
    }
}
