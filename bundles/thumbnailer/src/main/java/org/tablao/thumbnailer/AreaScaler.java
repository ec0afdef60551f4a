package org.tablao.thumbnailer;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Makes an image smaller by averaging the area that each new pixel covers, so that fine detail neither flickers nor vanishes.
 * Colours are averaged with premultiplied alpha: what is transparent does not bleed into what is seen.
 */
final class AreaScaler {
    private AreaScaler() {}

    /** The image with this width, its proportions kept; never enlarged. Of type ARGB, not premultiplied. */
    static BufferedImage scale(BufferedImage source, int width) {
        int targetWidth = Math.max(1, Math.min(width, source.getWidth()));
        int targetHeight = Math.max(1, (int) Math.round((double) source.getHeight() * targetWidth / source.getWidth()));
        int[] pixels = premultiplied(source);
        float[] rows = horizontally(pixels, source.getWidth(), source.getHeight(), targetWidth);
        return vertically(rows, targetWidth, source.getHeight(), targetHeight);
    }

    private static int[] premultiplied(BufferedImage source) {
        BufferedImage copy = new BufferedImage(source.getWidth(), source.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = copy.createGraphics();
        try {
            graphics.drawImage(source, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        return ((DataBufferInt) copy.getRaster().getDataBuffer()).getData();
    }

    private static float[] horizontally(int[] pixels, int width, int height, int targetWidth) {
        float[] result = new float[targetWidth * height * 4];
        Coverage[] columns = Coverage.of(width, targetWidth);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < targetWidth; x++) {
                Coverage column = columns[x];
                float a = 0;
                float r = 0;
                float g = 0;
                float b = 0;
                for (int i = 0; i < column.weights().length; i++) {
                    int pixel = pixels[y * width + column.first() + i];
                    float weight = column.weights()[i];
                    a += weight * (pixel >>> 24);
                    r += weight * (pixel >> 16 & 0xff);
                    g += weight * (pixel >> 8 & 0xff);
                    b += weight * (pixel & 0xff);
                }
                int at = (y * targetWidth + x) * 4;
                result[at] = a;
                result[at + 1] = r;
                result[at + 2] = g;
                result[at + 3] = b;
            }
        }
        return result;
    }

    private static BufferedImage vertically(float[] rows, int width, int height, int targetHeight) {
        BufferedImage result = new BufferedImage(width, targetHeight, BufferedImage.TYPE_INT_ARGB);
        int[] pixels = ((DataBufferInt) result.getRaster().getDataBuffer()).getData();
        Coverage[] lines = Coverage.of(height, targetHeight);
        float[] sum = new float[4];
        for (int y = 0; y < targetHeight; y++) {
            for (int x = 0; x < width; x++) {
                java.util.Arrays.fill(sum, 0);
                for (int i = 0; i < lines[y].weights().length; i++) {
                    int at = ((lines[y].first() + i) * width + x) * 4;
                    for (int channel = 0; channel < 4; channel++) {
                        sum[channel] += lines[y].weights()[i] * rows[at + channel];
                    }
                }
                pixels[y * width + x] = straight(sum);
            }
        }
        return result;
    }

    private static int straight(float[] premultiplied) {
        int alpha = Math.min(255, Math.round(premultiplied[0]));
        if (alpha == 0) {
            return 0;
        }
        float scale = 255 / premultiplied[0];
        return alpha << 24
                | channel(premultiplied[1] * scale) << 16
                | channel(premultiplied[2] * scale) << 8
                | channel(premultiplied[3] * scale);
    }

    private static int channel(float value) {
        return Math.max(0, Math.min(255, Math.round(value)));
    }
}
