package org.tablao.core.ids;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Makes ids of nodes: UUIDs of version 7 (RFC 9562), that sort by the time they were made. */
public final class UuidV7 {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private final Clock clock;
    private final RandomGenerator random;

    /** @param random a secure one, outside tests; called by the threads that call {@link #next} */
    public UuidV7(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next id, lower case. */
    public String next() {
        long high = clock.millis() << 16 | 0x7000 | (random.nextLong() & 0x0FFF);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Whether a text is an id of a node. */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }
}
