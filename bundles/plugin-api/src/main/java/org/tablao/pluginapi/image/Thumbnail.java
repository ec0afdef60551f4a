package org.tablao.pluginapi.image;

import org.osgi.annotation.versioning.ProviderType;

/** A thumbnail: JPEG, or PNG where the source has a transparent pixel. */
@ProviderType
public final class Thumbnail {
    private final byte[] bytes;
    private final boolean transparent;
    private final int sourceWidth;
    private final int sourceHeight;

    private Thumbnail(byte[] bytes, boolean transparent, int sourceWidth, int sourceHeight) {
        this.bytes = bytes.clone();
        this.transparent = transparent;
        this.sourceWidth = sourceWidth;
        this.sourceHeight = sourceHeight;
    }

    public static Thumbnail jpeg(byte[] bytes, int sourceWidth, int sourceHeight) {
        return new Thumbnail(bytes, false, sourceWidth, sourceHeight);
    }

    public static Thumbnail png(byte[] bytes, int sourceWidth, int sourceHeight) {
        return new Thumbnail(bytes, true, sourceWidth, sourceHeight);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** True for PNG. */
    public boolean transparent() {
        return transparent;
    }

    public String mediaType() {
        return transparent ? "image/png" : "image/jpeg";
    }

    public int sourceWidth() {
        return sourceWidth;
    }

    public int sourceHeight() {
        return sourceHeight;
    }
}
