package org.tablao.access;

import java.time.Duration;
import org.tablao.nodeapi.node.Ticker;

/** Slows down who guesses: after some wrong logins in a row none is looked at until a pause is over. */
final class WrongLogins {
    static final int FREE = 10;
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final Ticker ticker;
    private int inARow;
    private long lastAt;

    WrongLogins(Ticker ticker) {
        this.ticker = ticker;
    }

    /** How long logins still have to wait; zero when they need not. */
    synchronized Duration pause() {
        if (inARow < FREE) {
            return Duration.ZERO;
        }
        int doublings = Math.min(inARow - FREE, 5);
        long whole = Math.min(Duration.ofSeconds(1L << doublings).toNanos(), LONGEST.toNanos());
        return Duration.ofNanos(Math.max(0, whole - (ticker.nanos() - lastAt)));
    }

    synchronized void wrong() {
        inARow = Math.min(inARow + 1, FREE + 5);
        lastAt = ticker.nanos();
    }

    synchronized void right() {
        inARow = 0;
    }
}
