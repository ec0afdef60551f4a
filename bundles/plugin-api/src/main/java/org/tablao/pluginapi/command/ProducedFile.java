package org.tablao.pluginapi.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A whole file that waits for publication. One that is a frame says which; its statistics are texts by name: {@code engine},
 * {@code engineVersion}, {@code renderSeconds}, {@code peakMemoryBytes}, {@code samples}.
 */
@ProviderType
public final class ProducedFile {
    private final Path pending;
    private final Path target;
    private final String layer;
    private final Integer number;
    private final Map<String, String> statistics;

    private ProducedFile(Path pending, Path target, String layer, Integer number, Map<String, String> statistics) {
        this.pending = Objects.requireNonNull(pending, "pending");
        this.target = Objects.requireNonNull(target, "target");
        this.layer = layer;
        this.number = number;
        this.statistics = Map.copyOf(statistics);
    }

    /** A file that is no frame. */
    public static ProducedFile of(Path pending, Path target) {
        return new ProducedFile(pending, target, null, null, Map.of());
    }

    /** A frame: one image of a layer. */
    public static ProducedFile frame(
            Path pending, Path target, String layer, int number, Map<String, String> statistics) {
        return new ProducedFile(pending, target, Objects.requireNonNull(layer, "layer"), number, statistics);
    }

    public Path pending() {
        return pending;
    }

    public Path target() {
        return target;
    }

    public Optional<String> layer() {
        return Optional.ofNullable(layer);
    }

    public Optional<Integer> number() {
        return Optional.ofNullable(number);
    }

    public Map<String, String> statistics() {
        return statistics;
    }
}
