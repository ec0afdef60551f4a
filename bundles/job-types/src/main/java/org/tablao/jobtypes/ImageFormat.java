package org.tablao.jobtypes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tablao.pluginapi.schema.InvalidValues;

/** Formats that Blender writes, by its own names, and the extensions of their files. */
enum ImageFormat {
    PNG("png"),
    JPEG("jpg", "jpeg"),
    OPEN_EXR("exr"),
    OPEN_EXR_MULTILAYER("exr"),
    TIFF("tif", "tiff");

    private static final Pattern NUMBER = Pattern.compile("#+");
    private static final Pattern EXTENSION = Pattern.compile("\\.([a-z]{3,4})$");

    private final List<String> extensions;

    ImageFormat(String... extensions) {
        this.extensions = List.of(extensions);
    }

    static String[] names() {
        return Arrays.stream(values()).map(Enum::name).toArray(String[]::new);
    }

    /** The output without its extension, which the engine adds; refused unless a file per frame comes out of it. */
    String pattern(String output) throws InvalidValues {
        String bare = withoutExtension(output);
        String fileName = bare.substring(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\')) + 1);
        long runs = NUMBER.matcher(fileName).results().count();
        if (runs != 1 || NUMBER.matcher(bare).results().count() != 1) {
            throw new InvalidValues(
                    "output",
                    "is '" + output + "', whose file name does not have one place for the frame's number",
                    "Give a path that ends like /shot_####");
        }
        return bare;
    }

    private String withoutExtension(String output) throws InvalidValues {
        Matcher matcher = EXTENSION.matcher(output.toLowerCase(Locale.ROOT));
        if (!matcher.find() || !isKnown(matcher.group(1))) {
            return output;
        }
        if (!extensions.contains(matcher.group(1))) {
            throw new InvalidValues(
                    "output",
                    "ends with ." + matcher.group(1) + ", but the format is " + this,
                    "Leave the extension out, or choose the format that goes with it");
        }
        return output.substring(0, matcher.start());
    }

    private static boolean isKnown(String extension) {
        return Arrays.stream(values()).anyMatch(format -> format.extensions.contains(extension));
    }
}
