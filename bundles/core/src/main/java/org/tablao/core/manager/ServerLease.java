package org.tablao.core.manager;

/**
 * How long this manager may work on its jobs: until the margin before their lease's end, by its own clock, counted from when it
 * sent its last call that the server answered. What it finished later might be somebody else's already.
 */
final class ServerLease {
    private double seconds = Double.POSITIVE_INFINITY;
    private long endNanos;
    private boolean over;

    /** The server answered a call. Once the lease was over only its orders say what still is this manager's. */
    void answered(long sentNanos, double lastsSeconds) {
        if (!over) {
            extend(sentNanos, lastsSeconds);
        }
    }

    /** The server's orders were followed: what is still held is this manager's. Answers whether it goes on by that. */
    boolean ordered(long sentNanos, double lastsSeconds, long nowNanos) {
        boolean wasOver = over;
        extend(sentNanos, lastsSeconds);
        over = endNanos - nowNanos <= 0;
        return wasOver && !over;
    }

    /** Another process of this manager held it: it counts from now, for nobody knows when the server answered last. */
    void restored(double lastsSeconds, long nowNanos) {
        extend(nowNanos, lastsSeconds);
    }

    /** Takes note of its end: true once. */
    boolean ends(long nowNanos) {
        boolean ends = !over && isOver(nowNanos);
        over = over || ends;
        return ends;
    }

    /** Nothing is to be leased, accepted or published. */
    boolean isOver(long nowNanos) {
        return over || (Double.isFinite(seconds) && endNanos - nowNanos <= 0);
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
