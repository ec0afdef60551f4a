package org.tablao.nodeapi.farm;

/** Tasks of a job by status. */
public record TaskCounts(
        int total, int waiting, int queued, int running, int completed, int failed, int cancelled, int paused) {}
