package org.tablao.core.failure;

import java.time.Duration;
import org.tablao.pluginapi.failure.FailedAttempt;
import org.tablao.pluginapi.failure.FailureDecision;
import org.tablao.pluginapi.failure.FailurePolicy;

/** The rules of a farm that nobody configured. They take the place of a policy that has a fault, too. */
public final class UsualFailures implements FailurePolicy {
    /** A task that failed on three attempts will fail on the fourth. */
    public static final int MOST_FAILURES = 3;
    /** A licence comes back when another program ends. */
    private static final int MOST_FAILURES_FOR_LICENCE = 10;

    private static final Duration LICENCE_PAUSE = Duration.ofSeconds(60);
    /** Losing a worker is not the task's fault, until it looks as if the task did it. */
    private static final int MOST_LOSSES = 10;

    private static final double MORE_MEMORY = 1.5;

    @Override
    public FailureDecision decide(FailedAttempt failed) {
        return switch (failed.outcome()) {
            case INTERRUPTED, CANCELLED -> FailureDecision.retry();
            case LOST -> failed.losses() >= MOST_LOSSES ? FailureDecision.fail() : FailureDecision.retry();
            case MISSING_ASSET, REFUSED_PARAMETERS -> FailureDecision.fail();
            case LICENCE -> unless(failed, MOST_FAILURES_FOR_LICENCE, FailureDecision.retryLater(LICENCE_PAUSE));
            case OUT_OF_MEMORY -> unless(failed, MOST_FAILURES, FailureDecision.retryWithMoreMemory(MORE_MEMORY));
            case CRASHED, TIMED_OUT, BAD_OUTPUT, PLUGIN_FAULT -> unless(failed, MOST_FAILURES, FailureDecision.retry());
            case COMPLETED -> throw new IllegalArgumentException("completed is no failure");
        };
    }

    private static FailureDecision unless(FailedAttempt failed, int usual, FailureDecision retry) {
        int most = failed.mostFailures() > 0 ? failed.mostFailures() : usual;
        return failed.failures() >= most ? FailureDecision.fail() : retry;
    }
}
