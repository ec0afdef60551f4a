package org.tablao.nodeapi.store;

/**
 * A task that differs from its plan. Key: jobId, number. A task without a row has attempt 0 and is {@code queued}, or
 * {@code waiting} where it depends on others.
 *
 * @param attempt of the latest attempt, 0 before the first
 * @param failures attempts that counted
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
        long endedAtMillis)
        implements Row {}
