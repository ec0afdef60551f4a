package org.tablao.nodeapi.worker;

/**
 * What is wanted of an attempt.
 *
 * @param stop true when the attempt is to end
 * @param outcome what it then ended as: {@code cancelled}, {@code timed-out}, {@code interrupted}; empty while it goes on
 */
public record HeartbeatAnswer(boolean stop, double leaseSeconds, String outcome) {

    /** Goes on, or ends as cancelled. */
    public HeartbeatAnswer(boolean stop, double leaseSeconds) {
        this(stop, leaseSeconds, stop ? "cancelled" : "");
    }
}
