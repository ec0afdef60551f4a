package org.tablao.thumbnailer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.util.tinyexr.EXRHeader;
import org.lwjgl.util.tinyexr.EXRImage;
import org.lwjgl.util.tinyexr.EXRVersion;
import org.lwjgl.util.tinyexr.TinyEXR;

/**
 * Decodes one chunk at a time by the native library tinyexr, which reads whole files only: each chunk is handed to it as a file
 * of its own, with a header that is written here. So it never sees a header from outside, and never needs memory for more than
 * a chunk.
 */
final class ExrDecoder {
    private static final int MAGIC = 20000630;
    private static final int VERSION = 2;
    private static final int TILED = 0x200;
    /** Zeroes behind the chunk: the decoder may look a little farther than it was told. */
    private static final int MARGIN = 64;

    private final ExrHeader header;

    ExrDecoder(ExrHeader header) {
        this.header = header;
    }

    /** The chunk's pixels, in native memory until it is given to {@link #release}. */
    EXRImage decode(ExrChunks.ExrChunk chunk) throws IOException {
        byte[] before = before(chunk);
        ByteBuffer file = MemoryUtil.memCalloc(before.length + chunk.bytes().remaining() + MARGIN);
        try {
            file.put(before).put(chunk.bytes()).rewind();
            return decode(file);
        } finally {
            MemoryUtil.memFree(file);
        }
    }

    /** Where each channel's samples are: line by line, without gaps. */
    PointerBuffer planes(EXRImage image) throws IOException {
        PointerBuffer planes = header.tile().isEmpty()
                ? image.images()
                : image.tiles().get(0).images(header.channels().size());
        if (planes == null) {
            throw new IOException("it cannot be decoded");
        }
        return planes;
    }

    static void release(EXRImage image) {
        TinyEXR.FreeEXRImage(image);
        image.free();
    }

    private static EXRImage decode(ByteBuffer file) throws IOException {
        EXRImage image = EXRImage.calloc();
        EXRVersion version = EXRVersion.calloc();
        EXRHeader parsed = EXRHeader.calloc();
        PointerBuffer error = MemoryUtil.memCallocPointer(1);
        TinyEXR.InitEXRHeader(parsed);
        boolean decoded = false;
        try {
            check(TinyEXR.ParseEXRVersionFromMemory(version, file), error);
            check(TinyEXR.ParseEXRHeaderFromMemory(parsed, version, file, error), error);
            check(TinyEXR.LoadEXRImageFromMemory(image, parsed, file, error), error);
            decoded = true;
            return image;
        } finally {
            TinyEXR.FreeEXRHeader(parsed);
            parsed.free();
            version.free();
            MemoryUtil.memFree(error);
            if (!decoded) {
                // What it points at, tinyexr has freed already.
                image.free();
            }
        }
    }

    private static void check(int code, PointerBuffer error) throws IOException {
        if (code == TinyEXR.TINYEXR_SUCCESS) {
            return;
        }
        long text = error.get(0);
        if (text == MemoryUtil.NULL) {
            throw new IOException("it cannot be decoded: code " + code);
        }
        String reason = MemoryUtil.memUTF8(text).strip();
        TinyEXR.nFreeEXRErrorMessage(text);
        throw new IOException("it cannot be decoded: " + reason);
    }

    /** All that comes before the chunk's bytes in a file that has no other chunk. */
    private byte[] before(ExrChunks.ExrChunk chunk) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        boolean tiled = header.tile().isPresent();
        byte[] window = ints(0, 0, chunk.width() - 1, chunk.height() - 1);
        file.writeBytes(ints(MAGIC, tiled ? VERSION | TILED : VERSION));
        attribute(file, "channels", "chlist", channels());
        attribute(file, "compression", "compression", new byte[] {
            (byte) header.compression().ordinal()
        });
        attribute(file, "dataWindow", "box2i", window);
        attribute(file, "displayWindow", "box2i", window);
        attribute(file, "lineOrder", "lineOrder", new byte[1]);
        attribute(file, "pixelAspectRatio", "float", ints(Float.floatToIntBits(1)));
        attribute(file, "screenWindowCenter", "v2f", ints(0, 0));
        attribute(file, "screenWindowWidth", "float", ints(Float.floatToIntBits(1)));
        if (tiled) {
            ByteBuffer tile = ByteBuffer.allocate(9).put(ints(chunk.width(), chunk.height()));
            attribute(file, "tiles", "tiledesc", tile.array());
        }
        file.write(0);
        file.writeBytes(ints(file.size() + Long.BYTES, 0));
        file.writeBytes(new byte[tiled ? 16 : 4]);
        file.writeBytes(ints(chunk.bytes().remaining()));
        return file.toByteArray();
    }

    private byte[] channels() {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (ExrChannel channel : header.channels()) {
            list.writeBytes(channel.name().getBytes(StandardCharsets.UTF_8));
            list.write(0);
            list.writeBytes(ints(channel.type().ordinal(), 0, 1, 1));
        }
        list.write(0);
        return list.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream file, String name, String type, byte[] value) {
        file.writeBytes((name + '\0' + type + '\0').getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(ints(value.length));
        file.writeBytes(value);
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }
}
