package org.tablao.nodeapi.node;

import org.osgi.annotation.versioning.ConsumerType;

/** Monotonic time, for every duration and lease. */
@ConsumerType
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds from an arbitrary start; never goes back. */
    long nanos();

    /** The process's own. */
    static Ticker system() {
        return System::nanoTime;
    }
}
