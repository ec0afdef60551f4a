package org.tablao.nodeapi.store;

/**
 * Key: jobId, taskNumber, number.
 *
 * @param files JSON list of {@link org.tablao.nodeapi.worker.ReportedFile}, while accepted and not yet published
 * @param versions JSON: the version that ran of each command
 */
public record AttemptRow(
        String jobId,
        int taskNumber,
        int number,
        long epoch,
        String status,
        String workerId,
        String outcome,
        String reason,
        String hint,
        long leasedAtMillis,
        long endedAtMillis,
        double runSeconds,
        String files,
        String versions)
        implements Row {}
