package org.tablao.nodeapi.manager;

/**
 * The right of a manager to one job.
 *
 * @param submittedAtMillis for people and for the age of the job
 */
public record JobLease(
        String jobId,
        String incarnation,
        long epoch,
        String planSha256,
        double leaseSeconds,
        String name,
        String project,
        String shot,
        String type,
        int priority,
        long submittedAtMillis,
        Wish wish) {}
