package org.tablao.simulation;

/**
 * A process on a host of its own: up or down, sometimes frozen, with a monotonic clock that has its own rate and a wall clock
 * that jumps. What it does and what reaches it ends with the start it belongs to, and waits while it is frozen.
 */
class Node {
    private static final long EPOCH_MILLIS = 1_795_000_000_000L;

    final String name;
    final Timeline timeline;
    final Chance chance;
    private double rate = 1;
    private long tickerBase;
    private long wallOffsetMillis;
    private boolean up;
    private int boot;
    private long frozenUntil;
    private double excusedUntil;

    Node(String name, Timeline timeline, Chance chance) {
        this.name = name;
        this.timeline = timeline;
        this.chance = chance;
    }

    final boolean isUp() {
        return up;
    }

    final boolean isFrozen() {
        return timeline.now() < frozenUntil;
    }

    final int boot() {
        return boot;
    }

    final long nanos() {
        return tickerBase + (long) (timeline.now() * rate);
    }

    final long millis() {
        return EPOCH_MILLIS + timeline.now() / 1_000_000 + wallOffsetMillis;
    }

    final void runsAt(double newRate) {
        rate = newRate;
    }

    /** @param millis off the true time, from now on */
    final void wallJumps(long millis) {
        wallOffsetMillis = millis;
    }

    /** {@code SIGSTOP}. What it had begun may go on for a while after it wakes. */
    final void freeze(long nanos) {
        frozenUntil = Math.max(frozenUntil, timeline.now() + nanos);
        excuse(frozenUntil / 1e9 + 10);
    }

    /** Until then nobody can promise that what it was given does not run twice. */
    final void excuse(double untilSeconds) {
        excusedUntil = Math.max(excusedUntil, untilSeconds);
    }

    final boolean isExcused() {
        return timeline.seconds() < excusedUntil;
    }

    /** Starts the process. A monotonic clock may begin anywhere, also just before it overflows. */
    final void start() {
        up = true;
        boot++;
        frozenUntil = 0;
        tickerBase = chance.hit(0.2) ? Long.MAX_VALUE - chance.seconds(0, 900) : chance.anyLong() / 4;
        timeline.note(boot, () -> name + " starts");
        started();
    }

    /** {@code kill -9}. */
    final void crash() {
        if (up) {
            timeline.note(boot, () -> name + " dies");
            up = false;
            died();
        }
    }

    void started() {}

    void died() {}

    /** Once so much time has passed on its own clock. */
    final void later(long nanos, Runnable work) {
        int mine = boot;
        timeline.after((long) (nanos / rate), () -> run(mine, work));
    }

    final void later(double seconds, Runnable work) {
        later(Math.round(seconds * Chance.SECOND), work);
    }

    /** Work of one of its starts: is dropped when that has ended, and waits while it is frozen. */
    final void run(int ofBoot, Runnable work) {
        if (!up || boot != ofBoot) {
            return;
        }
        if (isFrozen()) {
            timeline.at(frozenUntil, () -> run(ofBoot, work));
        } else {
            work.run();
        }
    }
}
