package org.tablao.thumbnailer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Writes small uncompressed OpenEXR files, whole or wrong on purpose. */
final class ExrFile {
    private final TreeMap<String, Samples> channels = new TreeMap<>();
    private final int width;
    private final int height;
    private int[] data;
    private int[] display;
    private boolean half;
    private boolean fromBottom;
    private int sampling = 1;
    private int compression;
    private int flags;

    ExrFile(int width, int height) {
        this.width = width;
        this.height = height;
        this.data = new int[] {0, 0, width - 1, height - 1};
        this.display = data;
    }

    static ExrFile filled(int width, int height, float red, float green, float blue) {
        return new ExrFile(width, height)
                .channel("R", (x, y) -> red)
                .channel("G", (x, y) -> green)
                .channel("B", (x, y) -> blue);
    }

    ExrFile channel(String name, Samples samples) {
        channels.put(name, samples);
        return this;
    }

    ExrFile half() {
        half = true;
        return this;
    }

    ExrFile fromBottom() {
        fromBottom = true;
        return this;
    }

    ExrFile sampling(int step) {
        sampling = step;
        return this;
    }

    ExrFile compression(int number) {
        compression = number;
        return this;
    }

    ExrFile flags(int bits) {
        flags = bits;
        return this;
    }

    /** Says so, whatever pixels there are. */
    ExrFile window(int left, int top, int right, int bottom) {
        data = new int[] {left, top, right, bottom};
        return this;
    }

    ExrFile display(int left, int top, int right, int bottom) {
        display = new int[] {left, top, right, bottom};
        return this;
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        put(file, ints(20000630, 2 | flags));
        attribute(file, "channels", "chlist", channelList());
        attribute(file, "compression", "compression", new byte[] {(byte) compression});
        attribute(file, "dataWindow", "box2i", ints(data));
        attribute(file, "displayWindow", "box2i", ints(display));
        attribute(file, "lineOrder", "lineOrder", new byte[] {(byte) (fromBottom ? 1 : 0)});
        attribute(file, "pixelAspectRatio", "float", floats(1));
        attribute(file, "screenWindowCenter", "v2f", floats(0, 0));
        attribute(file, "screenWindowWidth", "float", floats(1));
        file.write(0);
        int lineBytes = width * channels.size() * (half ? 2 : 4);
        int first = file.size() + height * 8;
        ByteBuffer rest = ByteBuffer.allocate(height * (8 + 8 + lineBytes)).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < height; y++) {
            rest.putLong(first + (long) (fromBottom ? height - 1 - y : y) * (8 + lineBytes));
        }
        for (int i = 0; i < height; i++) {
            int y = fromBottom ? height - 1 - i : i;
            rest.putInt(data[1] + y).putInt(lineBytes);
            for (Map.Entry<String, Samples> channel : channels.entrySet()) {
                for (int x = 0; x < width; x++) {
                    float sample = channel.getValue().at(x, y);
                    if (half) {
                        rest.putShort(halfOf(sample));
                    } else {
                        rest.putFloat(sample);
                    }
                }
            }
        }
        put(file, rest.array());
        return file.toByteArray();
    }

    private byte[] channelList() {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (String name : channels.keySet()) {
            put(list, name.getBytes(StandardCharsets.UTF_8));
            list.write(0);
            put(list, ints(half ? 1 : 2, 0, sampling, sampling));
        }
        list.write(0);
        return list.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream file, String name, String type, byte[] value) {
        put(file, (name + '\0' + type + '\0').getBytes(StandardCharsets.UTF_8));
        put(file, ints(value.length));
        put(file, value);
    }

    private static void put(ByteArrayOutputStream file, byte[] bytes) {
        file.write(bytes, 0, bytes.length);
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** For numbers that 16 bits can hold, and cut to what they can. */
    private static short halfOf(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int exponent = (bits >>> 23 & 0xff) - 112;
        if (Float.isNaN(value)) {
            return 0x7e00;
        }
        if (exponent >= 31) {
            return (short) (sign | 0x7c00);
        }
        return (short) (exponent <= 0 ? sign : sign | exponent << 10 | (bits >>> 13 & 0x3ff));
    }

    /** What a channel holds at each pixel. */
    interface Samples {
        float at(int x, int y);
    }
}
