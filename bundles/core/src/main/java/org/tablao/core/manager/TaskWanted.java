package org.tablao.core.manager;

import java.util.Locale;

/** What follows when a task's current attempt has ended, whatever came of it. */
enum TaskWanted {
    /** What the attempt's outcome asks for. */
    NOTHING,
    /** It rests, unless it is completed. */
    PAUSE,
    CANCEL,
    /** It is run again, also when it is completed. */
    REQUEUE;

    String wireName() {
        return this == NOTHING ? "" : name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for what no version of this program wrote */
    static TaskWanted ofWireName(String name) {
        return name.isEmpty() ? NOTHING : valueOf(name.toUpperCase(Locale.ROOT));
    }
}
