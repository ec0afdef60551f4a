package org.tablao.pluginapi.failure;

import java.time.Duration;
import java.util.Objects;

/** What follows a failure. Made by its factory methods only, so that later versions may know more. */
public final class FailureDecision {
    /** What is done with the task. */
    public enum Kind {
        /** It is queued again, for another worker where there is one. */
        RETRY,
        /** It is queued again after {@link #delay()}. */
        RETRY_LATER,
        /** It is queued again, and needs {@link #memoryFactor()} times the memory. */
        RETRY_WITH_MORE_MEMORY,
        /** It has failed. */
        FAIL
    }

    private static final FailureDecision RETRY = new FailureDecision(Kind.RETRY, Duration.ZERO, 1);
    private static final FailureDecision FAIL = new FailureDecision(Kind.FAIL, Duration.ZERO, 1);

    private final Kind kind;
    private final Duration delay;
    private final double memoryFactor;

    private FailureDecision(Kind kind, Duration delay, double memoryFactor) {
        this.kind = kind;
        this.delay = delay;
        this.memoryFactor = memoryFactor;
    }

    /** At once, on another worker where there is one. */
    public static FailureDecision retry() {
        return RETRY;
    }

    /** @throws IllegalArgumentException for a delay below zero or of more than a year */
    public static FailureDecision retryLater(Duration delay) {
        if (delay.isNegative() || delay.toDays() > 366) {
            throw new IllegalArgumentException("a delay of " + delay + " is not between zero and a year");
        }
        return new FailureDecision(Kind.RETRY_LATER, delay, 1);
    }

    /**
     * The same task with so many times the memory. Where nothing is said of the memory that it needs, this is a plain retry.
     *
     * @throws IllegalArgumentException for a factor that is not from 1 to 100
     */
    public static FailureDecision retryWithMoreMemory(double factor) {
        if (!(factor >= 1 && factor <= 100)) {
            throw new IllegalArgumentException("a factor of " + factor + " is not between 1 and 100");
        }
        return new FailureDecision(Kind.RETRY_WITH_MORE_MEMORY, Duration.ZERO, factor);
    }

    /** No attempt more. */
    public static FailureDecision fail() {
        return FAIL;
    }

    public Kind kind() {
        return kind;
    }

    /** Zero where it does not wait. */
    public Duration delay() {
        return delay;
    }

    /** 1 where it needs no more than before. */
    public double memoryFactor() {
        return memoryFactor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FailureDecision same
                && kind == same.kind
                && delay.equals(same.delay)
                && memoryFactor == same.memoryFactor;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, delay, memoryFactor);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case RETRY, FAIL -> kind.name();
            case RETRY_LATER -> kind + " " + delay;
            case RETRY_WITH_MORE_MEMORY -> kind + " " + memoryFactor;
        };
    }
}
