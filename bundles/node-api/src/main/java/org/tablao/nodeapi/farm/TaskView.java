package org.tablao.nodeapi.farm;

/**
 * A task.
 *
 * @param attempt number of the latest attempt, 0 before the first
 * @param outcome of the latest attempt that ended: an outcome class, or empty
 * @param failures attempts that counted
 * @param wanted {@code run}, {@code pause}, {@code cancel} or {@code requeue} where that is still to come true; else empty
 * @param notBefore when a retry that waits may begin; empty: at once
 */
public record TaskView(
        String id,
        String jobId,
        int number,
        String name,
        String status,
        int attempt,
        double progress,
        String activity,
        String workerId,
        String worker,
        String startedAt,
        String endedAt,
        String outcome,
        String reason,
        String hint,
        int failures,
        String wanted,
        String notBefore) {}
