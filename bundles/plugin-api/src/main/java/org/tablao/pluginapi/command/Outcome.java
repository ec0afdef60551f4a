package org.tablao.pluginapi.command;

import java.util.Objects;

/**
 * How a command ended.
 *
 * @param kind its class
 * @param reason one sentence for the artist, empty when completed: {@code Blender found no camera in the scene.}
 * @param hint one sentence on the way out, may be empty: {@code Add a camera and submit again.}
 */
public record Outcome(OutcomeClass kind, String reason, String hint) {
    public Outcome {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(hint, "hint");
    }

    public static Outcome completed() {
        return new Outcome(OutcomeClass.COMPLETED, "", "");
    }

    public static Outcome of(OutcomeClass kind, String reason) {
        return new Outcome(kind, reason, "");
    }

    public static Outcome of(OutcomeClass kind, String reason, String hint) {
        return new Outcome(kind, reason, hint);
    }

    public boolean isCompleted() {
        return kind == OutcomeClass.COMPLETED;
    }
}
