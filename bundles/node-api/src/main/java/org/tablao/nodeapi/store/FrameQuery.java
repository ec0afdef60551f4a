package org.tablao.nodeapi.store;

/**
 * Which frames; empty texts do not filter.
 *
 * @param from first number, {@link Integer#MIN_VALUE} for any
 * @param to last number, {@link Integer#MAX_VALUE} for any
 * @param newestFirst by render date; else by number, layer, job
 * @param offset rows to pass over
 * @param limit rows at most, 1 to 1000
 */
public record FrameQuery(
        String shotId,
        String jobId,
        String layer,
        String status,
        int from,
        int to,
        boolean newestFirst,
        int offset,
        int limit) {

    public static FrameQuery ofJob(String jobId, int offset, int limit) {
        return new FrameQuery("", jobId, "", "", Integer.MIN_VALUE, Integer.MAX_VALUE, false, offset, limit);
    }

    /** The last rendered ones. */
    public static FrameQuery newest(int limit) {
        return new FrameQuery("", "", "", "published", Integer.MIN_VALUE, Integer.MAX_VALUE, true, 0, limit);
    }
}
