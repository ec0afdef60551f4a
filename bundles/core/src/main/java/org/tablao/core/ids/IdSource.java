package org.tablao.core.ids;

import java.time.Clock;

/**
 * Makes ids of projects, shots and jobs: 13 letters that sort by the time they were made. No id comes twice: where the clock
 * stands or goes back, the ids go on. Any thread.
 */
public final class IdSource {
    /** Bits below the milliseconds: a million ids a millisecond before the ids run ahead of the clock. */
    private static final int COUNTER_BITS = 20;

    private final Clock clock;
    private long last;

    private IdSource(Clock clock, long last) {
        this.clock = clock;
        this.last = last;
    }

    /** Ids for a store that has none yet. */
    public static IdSource fresh(Clock clock) {
        return new IdSource(clock, 0);
    }

    /**
     * Ids that are all greater than one in use: after a restart, also where the clock was set back meanwhile.
     *
     * @throws IllegalArgumentException when that is not an id
     */
    public static IdSource after(Clock clock, String highestInUse) {
        return new IdSource(clock, Crockford.read(highestInUse));
    }

    /** The next id. */
    public synchronized String next() {
        last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
        return Crockford.write(last);
    }

    /** Whether a text has the form of an id. */
    public static boolean isId(String text) {
        return Crockford.isWellFormed(text);
    }

    /** When an id was made, in epoch milliseconds. */
    public static long madeAtMillis(String id) {
        return Crockford.read(id) >>> COUNTER_BITS;
    }
}
