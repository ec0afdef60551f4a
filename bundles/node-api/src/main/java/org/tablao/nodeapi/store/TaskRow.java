package org.tablao.nodeapi.store;

/**
 * A task that differs from its plan. Key: jobId, number. A task without a row runs where it has a live attempt, its first;
 * else it has attempt 0 and is {@code queued}, or {@code waiting} where it depends on others.
 *
 * @param attempt of the latest attempt, 0 before the first
 * @param failures attempts that counted
 * @param notBeforeMillis a retry that waits is not leased before; 0: at once
 * @param memoryBytes what it needs after it ran out of it; 0: what its plan says
 * @param wanted what follows when its current attempt has ended: {@code pause}, {@code cancel}, {@code requeue}; empty:
 *     what the attempt's outcome asks for
 * @param publishedFrames that earlier attempts published before they gave way, and the next one leaves out: {@code 1-3,7}
 */
public record TaskRow(
        String jobId,
        int number,
        long epoch,
        String status,
        int attempt,
        int failures,
        String workerId,
        String outcome,
        String reason,
        String hint,
        long startedAtMillis,
        long endedAtMillis,
        long notBeforeMillis,
        long memoryBytes,
        String wanted,
        String publishedFrames)
        implements Row {

    /** An event that was stored before tasks gave way tells of none. */
    public TaskRow {
        publishedFrames = publishedFrames == null ? "" : publishedFrames;
    }

    /** A task that may run at once, with the memory that its plan says. */
    public TaskRow(
            String jobId,
            int number,
            long epoch,
            String status,
            int attempt,
            int failures,
            String workerId,
            String outcome,
            String reason,
            String hint,
            long startedAtMillis,
            long endedAtMillis) {
        this(
                jobId,
                number,
                epoch,
                status,
                attempt,
                failures,
                workerId,
                outcome,
                reason,
                hint,
                startedAtMillis,
                endedAtMillis,
                0,
                0,
                "",
                "");
    }
}
