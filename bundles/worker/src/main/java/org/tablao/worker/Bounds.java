package org.tablao.worker;

import org.tablao.nodeapi.worker.TaskLease;

/** Ends attempts that take longer, stay silent longer, or take more memory than their leases allow. Owner thread. */
final class Bounds {
    private Bounds() {}

    static void hold(RunningAttempt one, long now) {
        TaskLease lease = one.attempt.lease();
        long signs = one.attempt.signs();
        if (signs != one.signs) {
            one.signs = signs;
            one.signNanos = now;
        }
        long memory = one.attempt.memoryBytes();
        if (passed(now - one.startedNanos, lease.taskSeconds())) {
            one.attempt.stop(
                    Attempt.Cause.TIMED_OUT,
                    "It ran longer than the " + seconds(lease.taskSeconds()) + " that it may take.");
        } else if (passed(now - one.signNanos, lease.silentSeconds())) {
            one.attempt.stop(
                    Attempt.Cause.TIMED_OUT, "It showed no sign of life for " + seconds(lease.silentSeconds()) + ".");
        } else if (lease.memoryBytes() > 0 && memory > lease.memoryBytes()) {
            one.attempt.stop(
                    Attempt.Cause.OUT_OF_MEMORY,
                    "It took " + (memory >> 20) + " MiB of memory; " + (lease.memoryBytes() >> 20)
                            + " MiB were set aside for it.");
        }
    }

    private static boolean passed(long nanos, double bound) {
        return bound > 0 && nanos > Nanos.of(bound);
    }

    private static String seconds(double seconds) {
        return seconds == Math.rint(seconds) ? (long) seconds + " s" : seconds + " s";
    }
}
