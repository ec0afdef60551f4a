package org.tablao.core.state;

import java.util.Locale;

/** A status of something; the enums of this package. */
public sealed interface Status
        permits JobStatus, TaskStatus, AttemptStatus, WorkerStatus, ManagerStatus, FrameStatus, PluginStatus {
    String name();

    /** The name in the store, on the wire and on the screen. */
    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a name that is not one of {@link #wireName()} */
    static <S extends Enum<S> & Status> S ofWireName(Class<S> kind, String name) {
        for (S status : kind.getEnumConstants()) {
            if (status.wireName().equals(name)) {
                return status;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is not a " + kind.getSimpleName());
    }
}
