package org.tablao.thumbnailer;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;

/**
 * Makes a small image of light: averages the area that each new pixel covers in linear light, with premultiplied alpha, and
 * encodes the result as sRGB. Each source pixel is brought into the range of a screen first, so that the edge of something
 * very bright stays smooth and one stray sample does not outshine its neighbours.
 */
final class LinearLight {
    private static final int STEPS = 1 << 16;
    private static final byte[] ENCODED = new byte[STEPS + 1];

    static {
        for (int i = 0; i <= STEPS; i++) {
            double light = (double) i / STEPS;
            double encoded = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
            ENCODED[i] = (byte) Math.round(encoded * 255);
        }
    }

    private final Lines source;
    private final int width;
    private final Coverage[] columns;
    private final float[] line;
    private final float[] small;
    private int smallLine = -1;

    private LinearLight(Lines source, int sourceWidth, int width) {
        this.source = source;
        this.width = width;
        this.columns = Coverage.of(sourceWidth, width);
        this.line = new float[sourceWidth * 4];
        this.small = new float[width * 4];
    }

    /** The image with this width, its proportions kept; never enlarged. Of type ARGB, not premultiplied. */
    static BufferedImage scale(Lines source, int sourceWidth, int sourceHeight, int width) throws IOException {
        int targetWidth = Math.max(1, Math.min(width, sourceWidth));
        int targetHeight = Math.max(1, (int) Math.round((double) sourceHeight * targetWidth / sourceWidth));
        return new LinearLight(source, sourceWidth, targetWidth).scaled(sourceHeight, targetHeight);
    }

    private BufferedImage scaled(int sourceHeight, int targetHeight) throws IOException {
        BufferedImage result = new BufferedImage(width, targetHeight, BufferedImage.TYPE_INT_ARGB);
        int[] pixels = ((DataBufferInt) result.getRaster().getDataBuffer()).getData();
        Coverage[] rows = Coverage.of(sourceHeight, targetHeight);
        float[] sums = new float[width * 4];
        for (int y = 0; y < targetHeight; y++) {
            java.util.Arrays.fill(sums, 0);
            for (int i = 0; i < rows[y].weights().length; i++) {
                narrow(rows[y].first() + i);
                float weight = rows[y].weights()[i];
                for (int x = 0; x < sums.length; x++) {
                    sums[x] += weight * small[x];
                }
            }
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = encoded(sums, x * 4);
            }
        }
        return result;
    }

    /** A line that two target lines share is asked for twice in a row, and made once. */
    private void narrow(int y) throws IOException {
        if (y == smallLine) {
            return;
        }
        source.line(y, line);
        for (int at = 0; at < line.length; at += 4) {
            bringIntoRange(at);
        }
        for (int x = 0; x < width; x++) {
            float r = 0;
            float g = 0;
            float b = 0;
            float a = 0;
            int at = columns[x].first() * 4;
            for (float weight : columns[x].weights()) {
                r += weight * line[at];
                g += weight * line[at + 1];
                b += weight * line[at + 2];
                a += weight * line[at + 3];
                at += 4;
            }
            small[x * 4] = r;
            small[x * 4 + 1] = g;
            small[x * 4 + 2] = b;
            small[x * 4 + 3] = a;
        }
        smallLine = y;
    }

    /** What is no number is black, and no hole in the image. */
    private void bringIntoRange(int at) {
        float alpha = Float.isNaN(line[at + 3]) ? 1 : Math.max(0, Math.min(1, line[at + 3]));
        line[at + 3] = alpha;
        for (int i = at; i < at + 3; i++) {
            float light = line[i];
            line[i] = light > 0 ? Math.min(light, alpha) : 0;
        }
    }

    private static int encoded(float[] premultiplied, int at) {
        float alpha = premultiplied[at + 3];
        int opacity = Math.min(255, Math.round(alpha * 255));
        if (opacity == 0) {
            return 0;
        }
        float scale = STEPS / alpha;
        return opacity << 24
                | encoded(premultiplied[at] * scale) << 16
                | encoded(premultiplied[at + 1] * scale) << 8
                | encoded(premultiplied[at + 2] * scale);
    }

    private static int encoded(float light) {
        return ENCODED[Math.max(0, Math.min(STEPS, Math.round(light)))] & 0xff;
    }

    /** Where the light comes from. */
    interface Lines {
        /** @param into red, green, blue, alpha of each pixel: linear, premultiplied, any number */
        void line(int y, float[] into) throws IOException;
    }
}
