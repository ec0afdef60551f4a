package org.tablao.nodeapi.manager;

import org.tablao.nodeapi.worker.ReportedFile;

/** A frame under its final name. */
public record PublishedFrame(
        String jobId,
        long epoch,
        int taskNumber,
        int attempt,
        String workerId,
        long renderedAtMillis,
        ReportedFile file) {}
