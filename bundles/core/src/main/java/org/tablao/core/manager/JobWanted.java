package org.tablao.core.manager;

import java.util.Locale;

/** What is wanted of a job as a whole. */
enum JobWanted {
    RUN,
    /** Nothing more of it is begun; what runs ends. */
    PAUSE,
    /** By a user: what runs is stopped, the rest is cancelled. */
    CANCEL,
    /** The same, by the job's own limit of failures: it has failed. */
    STOP;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for what no version of this program wrote */
    static JobWanted ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
