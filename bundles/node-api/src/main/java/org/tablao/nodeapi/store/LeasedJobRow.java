package org.tablao.nodeapi.store;

/**
 * A job at its manager. Key: jobId.
 *
 * @param lease JSON of {@link org.tablao.nodeapi.manager.JobLease}
 */
public record LeasedJobRow(
        String jobId,
        long epoch,
        String lease,
        String planSha256,
        String status,
        String wanted,
        long wishRevision,
        int priority,
        String reason,
        long startedAtMillis,
        long endedAtMillis)
        implements Row {}
