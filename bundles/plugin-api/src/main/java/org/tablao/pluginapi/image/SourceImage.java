package org.tablao.pluginapi.image;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** An image file to be read. Not to be trusted. */
@ProviderType
public interface SourceImage {
    Path file();

    /** The first bytes of the file, at most 64. */
    byte[] head();

    long sizeBytes();
}
