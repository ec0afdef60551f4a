package org.tablao.worker;

/** Seconds as they come in messages, in the ticker's unit. */
final class Nanos {
    private Nanos() {}

    static long of(double seconds) {
        return (long) (seconds * 1e9);
    }
}
