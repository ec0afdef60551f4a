package org.tablao.worker;

import java.time.Duration;

/** How long to wait before the next try: 0.2 s, doubled each time up to 5 s. One thread. */
final class Backoff {
    static final Duration LEAST = Duration.ofMillis(200);
    static final Duration MOST = Duration.ofSeconds(5);

    private Duration next = LEAST;

    Duration next() {
        Duration now = next;
        next = next.multipliedBy(2).compareTo(MOST) > 0 ? MOST : next.multipliedBy(2);
        return now;
    }

    void reset() {
        next = LEAST;
    }
}
