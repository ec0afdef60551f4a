package org.tablao.nodeapi.worker;

/**
 * What is wanted of an attempt.
 *
 * @param stop true when the attempt is to end
 * @param outcome what it then ended as: {@code cancelled}, {@code timed-out}, {@code interrupted}; empty while it goes on
 * @param giveWay true when something of a higher priority waits for its place: it ends after the frame that it renders, as
 *     {@code interrupted} with the frames that are whole
 */
public record HeartbeatAnswer(boolean stop, double leaseSeconds, String outcome, boolean giveWay) {

    /** Goes on, or ends so. */
    public HeartbeatAnswer(boolean stop, double leaseSeconds, String outcome) {
        this(stop, leaseSeconds, outcome, false);
    }

    /** Goes on, or ends as cancelled. */
    public HeartbeatAnswer(boolean stop, double leaseSeconds) {
        this(stop, leaseSeconds, stop ? "cancelled" : "");
    }
}
