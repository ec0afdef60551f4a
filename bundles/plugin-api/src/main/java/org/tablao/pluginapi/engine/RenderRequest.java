package org.tablao.pluginapi.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What to render. */
@ProviderType
public interface RenderRequest {
    /** The chosen installation. */
    Installation installation();

    /** The scene, absolute. */
    Path scene();

    /** At least one frame number, in the order to render. */
    List<Integer> frames();

    /** Where a frame of the main layer goes: absolute, one run of {@code #} stands for the padded number, no extension. */
    String output();

    /** The name of the image format as the engine knows it: {@code PNG}, {@code JPEG}, {@code OPEN_EXR}; empty: the scene's. */
    String format();

    /** What the job type passes on for this engine alone. */
    Map<String, Object> options();
}
