package org.tablao.paths;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where frames go: an absolute path in whose last part one run of {@code #} stands for the padded number. {@code
 * /out/shot_####} puts frame 12 of the main layer at {@code /out/shot_0012.png}, of the layer depth at {@code
 * /out/depth/shot_depth_0012.exr}.
 */
public final class OutputPattern {
    private static final Pattern RUN = Pattern.compile("#+");
    private static final int USUAL_DIGITS = 4;

    private final Path folder;
    private final String before;
    private final String after;
    private final int digits;

    private OutputPattern(Path folder, String before, String after, int digits) {
        this.folder = folder;
        this.before = before;
        this.after = after;
        this.digits = digits;
    }

    /**
     * Reads a pattern; one without {@code #} gets {@code _####} at its end.
     *
     * @throws IllegalArgumentException with a text that can follow a field's name: {@code is not an absolute path}
     */
    public static OutputPattern parse(String text) {
        if (text.indexOf('\0') >= 0 || !text.startsWith("/")) {
            throw new IllegalArgumentException("is not an absolute path");
        }
        Path path = Path.of(text).normalize();
        if (text.endsWith("/") || path.getFileName() == null || text.endsWith("/..") || text.endsWith("/.")) {
            throw new IllegalArgumentException("names a folder; a file's name has to follow, such as shot_####");
        }
        String name = path.getFileName().toString();
        Matcher run = RUN.matcher(name);
        if (!run.find()) {
            return new OutputPattern(path.getParent(), name + "_", "", USUAL_DIGITS);
        }
        String before = name.substring(0, run.start());
        String after = name.substring(run.end());
        if (after.indexOf('#') >= 0) {
            throw new IllegalArgumentException("has more than one run of #");
        }
        return new OutputPattern(path.getParent(), before, after, run.end() - run.start());
    }

    /** Where a frame of the main layer goes. */
    public Path frame(int number, String extension) {
        return folder.resolve(before + padded(number) + after + "." + extension);
    }

    /** Where a frame of another layer goes: a folder of its own, so that each is a sequence that players open. */
    public Path frame(String layer, int number, String extension) {
        String part = FileNamePart.of(layer);
        return folder.resolve(part).resolve(stem() + "_" + part + "_" + padded(number) + "." + extension);
    }

    /** The folder of the main layer. */
    public Path folder() {
        return folder;
    }

    private String stem() {
        String stem = (before + after).replaceAll("[ ._-]+$", "");
        return stem.isEmpty() ? "frame" : stem;
    }

    private String padded(int number) {
        String text = Long.toString(Math.abs((long) number));
        return (number < 0 ? "-" : "") + "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
