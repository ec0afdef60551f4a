package org.tablao.pluginapi.image;

import org.osgi.annotation.versioning.ProviderType;

/** What kind of thumbnail is wanted. */
@ProviderType
public interface ThumbnailRequest {
    /** Pixels. */
    int width();

    /** The most pixels a source may have; refuse a larger one before decoding it. */
    long mostPixels();
}
