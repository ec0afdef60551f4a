package org.tablao.paths;

import java.util.Map;
import java.util.Optional;

/** The extension of each image format, under the names that Blender gave them. */
public final class ImageFormats {
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("PNG", "png"),
            Map.entry("JPEG", "jpg"),
            Map.entry("JPEG2000", "jp2"),
            Map.entry("OPEN_EXR", "exr"),
            Map.entry("OPEN_EXR_MULTILAYER", "exr"),
            Map.entry("TIFF", "tif"),
            Map.entry("BMP", "bmp"),
            Map.entry("TARGA", "tga"),
            Map.entry("TARGA_RAW", "tga"),
            Map.entry("WEBP", "webp"),
            Map.entry("HDR", "hdr"),
            Map.entry("DPX", "dpx"),
            Map.entry("CINEON", "cin"),
            Map.entry("IRIS", "rgb"));

    private ImageFormats() {}

    /** Empty for a format that is not an image: movies are not rendered frame by frame. */
    public static Optional<String> extension(String format) {
        return Optional.ofNullable(EXTENSIONS.get(format));
    }
}
