package org.tablao.nodeapi.farm;

/** A shot. */
public record ShotView(
        String id,
        String projectId,
        String project,
        String name,
        String createdAt,
        FrameCounts frames,
        String lastFrameId) {}
