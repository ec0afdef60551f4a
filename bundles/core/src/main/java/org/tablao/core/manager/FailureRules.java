package org.tablao.core.manager;

import org.tablao.pluginapi.command.OutcomeClass;

/** What follows when an attempt did not complete, by the class of its outcome. */
final class FailureRules {
    /** A task that failed on three attempts will fail on the fourth. */
    static final int MOST_FAILURES = 3;
    /** Losing a worker is not the task's fault, until it looks as if the task did it. */
    static final int MOST_ATTEMPTS_IF_LOST = 10;

    /** What to do with the task. */
    enum Next {
        RETRY,
        RETRY_COUNTED,
        FAIL
    }

    private FailureRules() {}

    /**
     * @param failures of the task that counted, before this one
     * @param attempt number of this attempt
     */
    static Next after(OutcomeClass outcome, int failures, int attempt) {
        return switch (outcome) {
            case INTERRUPTED, CANCELLED -> Next.RETRY;
            case LOST -> attempt >= MOST_ATTEMPTS_IF_LOST ? Next.FAIL : Next.RETRY;
            case MISSING_ASSET, REFUSED_PARAMETERS -> Next.FAIL;
            case CRASHED, OUT_OF_MEMORY, TIMED_OUT, BAD_OUTPUT, LICENCE, PLUGIN_FAULT -> failures + 1 >= MOST_FAILURES
                    ? Next.FAIL
                    : Next.RETRY_COUNTED;
            case COMPLETED -> throw new IllegalArgumentException("completed is no failure");
        };
    }
}
