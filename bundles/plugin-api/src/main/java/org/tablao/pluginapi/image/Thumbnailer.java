package org.tablao.pluginapi.image;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes a small image of a frame. Several may be there: they are asked in the order of {@code service.ranking}, the
 * built-in one (ranking -100) last, and the first that {@link #reads} does the work.
 */
@ConsumerType
public interface Thumbnailer {
    /** Whether it can read this image; looks at name and first bytes only. */
    boolean reads(SourceImage image);

    /**
     * Makes the thumbnail: the source scaled so that its width is {@link ThumbnailRequest#width()} (never enlarged).
     *
     * @throws IOException when the image cannot be decoded; the text says why
     */
    Thumbnail make(SourceImage image, ThumbnailRequest request) throws IOException;
}
