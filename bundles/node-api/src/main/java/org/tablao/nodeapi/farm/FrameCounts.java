package org.tablao.nodeapi.farm;

/** Frames of a job or shot by status. */
public record FrameCounts(
        int total, int expected, int rendering, int published, int failed, int skipped, int missing) {}
