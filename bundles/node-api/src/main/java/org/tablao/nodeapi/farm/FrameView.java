package org.tablao.nodeapi.farm;

/**
 * A rendered image, or one to be.
 *
 * @param path on the server
 * @param thumbnail {@code none}, {@code made} or {@code failed}
 * @param thumbnailSha256 names the bytes; a URL that carries it may be cached for ever
 */
public record FrameView(
        String id,
        String projectId,
        String shotId,
        String shot,
        String jobId,
        String taskId,
        int attempt,
        String layer,
        int number,
        String name,
        String path,
        String status,
        String renderedAt,
        double renderSeconds,
        String engine,
        String engineVersion,
        String workerId,
        String worker,
        int width,
        int height,
        long peakMemoryBytes,
        long sizeBytes,
        String sha256,
        String thumbnail,
        String thumbnailType,
        String thumbnailSha256) {}
