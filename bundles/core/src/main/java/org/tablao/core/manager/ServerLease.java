package org.tablao.core.manager;

/**
 * How long this manager may work on its jobs: until the margin before their lease's end, by its own clock, counted from when it
 * sent its last call that the server answered. What it finished later might be somebody else's already.
 */
final class ServerLease {
    private double seconds = Double.POSITIVE_INFINITY;
    private long endNanos;
    private long restoredNanos;
    private boolean unsure;
    private boolean over;

    /** The server answered a call. Once the lease was over, or is not sure, only its orders say what still is this manager's. */
    void answered(long sentNanos, double lastsSeconds) {
        if (!over && !unsure) {
            extend(sentNanos, lastsSeconds);
        }
    }

    /** The server's orders were followed: what is still held is this manager's. Answers whether it goes on by that. */
    boolean ordered(long sentNanos, double lastsSeconds, long nowNanos) {
        if (unsure && sentNanos - restoredNanos < 0) {
            // They answer a call of before: what was known then may be lost since.
            return false;
        }
        boolean rested = over || unsure;
        if (unsure) {
            seconds = Double.POSITIVE_INFINITY;
        }
        unsure = false;
        extend(sentNanos, lastsSeconds);
        over = endNanos - nowNanos <= 0;
        return rested && !over;
    }

    /**
     * The state was loaded, and nobody knows when the server answered last. A worker that still runs something was answered within
     * its own lease, when the server's had its margin left: for so long it may go on, and no more than that until there are orders.
     */
    void restored(double workSeconds, long nowNanos) {
        unsure = true;
        restoredNanos = nowNanos;
        seconds = workSeconds;
        endNanos = nowNanos + Math.round(workSeconds * 1e9);
    }

    /** Takes note of its end: true once. */
    boolean ends(long nowNanos) {
        boolean ends = !over && endsWork(nowNanos);
        over = over || ends;
        return ends;
    }

    /** Nothing is to be leased, accepted or published. */
    boolean isOver(long nowNanos) {
        return unsure || endsWork(nowNanos);
    }

    /** What runs is not to go on. */
    boolean endsWork(long nowNanos) {
        return over || (Double.isFinite(seconds) && endNanos - nowNanos <= 0);
    }

    /** For how long from now something may be published, while it is not over. */
    long nanosLeft(long nowNanos) {
        return Double.isFinite(seconds) ? Math.max(0, endNanos - nowNanos) : Long.MAX_VALUE / 2;
    }

    /** A call that waits for its answer may have been sent before one that was answered meanwhile. */
    private void extend(long sentNanos, double lastsSeconds) {
        long end = sentNanos + Math.round(lastsSeconds * 1e9);
        if (lastsSeconds != seconds || end - endNanos > 0) {
            endNanos = end;
        }
        seconds = lastsSeconds;
    }
}
