package org.tablao.nodeapi.farm;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The bytes behind frames. NOT_FOUND where there are none. */
@ProviderType
public interface FrameFiles {
    /** A file to be served. */
    record ServedFile(Path file, String mediaType, String sha256) {}

    CompletionStage<ServedFile> thumbnail(String frameId);

    CompletionStage<ServedFile> image(String frameId);
}
