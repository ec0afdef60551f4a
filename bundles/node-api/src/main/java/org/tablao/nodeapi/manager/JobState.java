package org.tablao.nodeapi.manager;

/** A job as its manager sees it. */
public record JobState(
        String jobId,
        long epoch,
        String status,
        long wishRevision,
        String reason,
        long startedAtMillis,
        long endedAtMillis) {}
