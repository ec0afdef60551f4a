package org.tablao.nodeapi.store;

/**
 * Key: id.
 *
 * @param document what was submitted, JSON
 * @param managerId empty while it is not leased
 * @param reason why it failed or was cancelled
 */
public record JobRow(
        String id,
        String projectId,
        String shotId,
        String name,
        String type,
        int priority,
        String status,
        String wanted,
        long wishRevision,
        String submittedBy,
        long submittedAtMillis,
        long startedAtMillis,
        long endedAtMillis,
        String document,
        String planSha256,
        int taskCount,
        String managerId,
        long epoch,
        String idempotencyKey,
        String reason)
        implements Row {}
