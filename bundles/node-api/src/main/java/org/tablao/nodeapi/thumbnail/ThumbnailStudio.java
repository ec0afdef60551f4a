package org.tablao.nodeapi.thumbnail;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;
import org.tablao.pluginapi.image.Thumbnail;

/** Chooses the thumbnailer for an image and has it made, within limits. Blocks; any thread. */
@ProviderType
public interface ThumbnailStudio {
    /**
     * A thumbnail of the file.
     *
     * @param width in pixels
     * @throws IOException when no thumbnailer reads it, it is beyond the limits, or it cannot be decoded; the text is for
     *     people
     */
    Thumbnail make(Path file, int width) throws IOException;
}
