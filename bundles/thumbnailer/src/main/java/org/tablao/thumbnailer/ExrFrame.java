package org.tablao.thumbnailer;

import java.io.IOException;
import java.util.Arrays;

/** The frame that an OpenEXR file shows, line by line: the chosen layer in its place in the display window. */
final class ExrFrame implements LinearLight.Lines {
    /** Blender's distance to nothing is 1e10, others' an infinity. */
    private static final float BACKGROUND = 1e9f;

    private final ExrPixels pixels;
    private final ExrLayer layer;
    private final ExrWindow data;
    private final ExrWindow frame;
    private final float[] samples;
    private final float nearest;
    private final float scale;

    ExrFrame(ExrHeader header, ExrLayer layer, ExrPixels pixels) throws IOException {
        this.pixels = pixels;
        this.layer = layer;
        this.data = header.data();
        this.frame = header.frame();
        this.samples = new float[data.width()];
        Range range = layer.distance() ? range() : new Range(0, 1);
        this.nearest = range.least;
        this.scale = 1 / (range.most - range.least);
    }

    /** Beside the data window nothing was rendered: transparent where the layer has alpha, else black. */
    @Override
    public void line(int y, float[] into) throws IOException {
        Arrays.fill(into, 0);
        if (layer.alpha().isEmpty()) {
            for (int at = 3; at < into.length; at += 4) {
                into[at] = 1;
            }
        }
        int line = y + frame.top() - data.top();
        if (line < 0 || line >= data.height()) {
            return;
        }
        for (int component = 0; component < 3; component++) {
            if (component < layer.colours().size()) {
                pixels.line(layer.colours().get(component), line, samples);
            }
            put(component, into);
        }
        if (layer.alpha().isPresent()) {
            pixels.line(layer.alpha().getAsInt(), line, samples);
            put(3, into);
        }
    }

    private void put(int component, float[] into) {
        int shift = frame.left() - data.left();
        int from = Math.max(0, -shift);
        int to = Math.min(frame.width(), data.width() - shift);
        boolean distance = layer.distance() && component < 3;
        for (int x = from; x < to; x++) {
            float sample = samples[x + shift];
            into[x * 4 + component] = distance ? (sample - nearest) * scale : sample;
        }
    }

    private Range range() throws IOException {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int y = 0; y < data.height(); y++) {
            pixels.line(layer.colours().get(0), y, samples);
            for (float sample : samples) {
                if (Math.abs(sample) < BACKGROUND) {
                    least = Math.min(least, sample);
                    most = Math.max(most, sample);
                }
            }
        }
        return least < most ? new Range(least, most) : new Range(0, Math.max(most, 1));
    }

    private record Range(float least, float most) {}
}
