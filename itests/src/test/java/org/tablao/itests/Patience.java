package org.tablao.itests;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what another process does. */
public final class Patience {
    private Patience() {}

    public static void until(Duration most, Supplier<String> what, Callable<Boolean> condition) {
        long end = System.nanoTime() + most.toNanos();
        Exception last = null;
        while (System.nanoTime() < end) {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        fail(what.get() + " not within " + most.toSeconds() + " s" + (last == null ? "" : ": " + last), last);
    }

    public static void until(Duration most, String what, Callable<Boolean> condition) {
        until(most, () -> what, condition);
    }

    /** Lets time pass: the moment of a fault, or its length. */
    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
