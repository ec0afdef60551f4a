package org.tablao.core.lease;

import java.time.Duration;

/**
 * The rules of a lease. Its holder stops at {@code lease - margin} by its own monotonic clock, counted from when it sent its
 * last call that was answered; its giver passes the work on only at {@code lease + grace}, counted from when it got that call.
 * No two clocks are compared: only their rates must agree, within margin and grace.
 *
 * @param heartbeat how often the holder calls at least
 * @param lease how long the right lasts without a call
 * @param margin how long before the end the holder stops
 * @param grace how long after the end the giver still waits
 */
public record LeaseTerms(Duration heartbeat, Duration lease, Duration margin, Duration grace) {
    public LeaseTerms {
        if (heartbeat.isNegative() || heartbeat.isZero() || margin.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("a heartbeat must be longer than 0 s, margin and grace at least 0 s");
        }
        if (lease.compareTo(margin.plus(heartbeat)) <= 0) {
            throw new IllegalArgumentException("a lease of " + lease.toSeconds()
                    + " s is not longer than its margin and one heartbeat: its holder would stop at once");
        }
    }

    /** From a holder's last call until its work may be passed on. */
    public long nanosUntilPassedOn() {
        return lease.plus(grace).toNanos();
    }

    /** From a holder's last call that was answered until it stops by itself. */
    public double workSeconds() {
        return lease.minus(margin).toNanos() / 1e9;
    }

    public double leaseSeconds() {
        return lease.toNanos() / 1e9;
    }
}
