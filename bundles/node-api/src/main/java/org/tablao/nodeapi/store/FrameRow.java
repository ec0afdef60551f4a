package org.tablao.nodeapi.store;

/**
 * One rendered image of a shot. Key: jobId, ordinal; unique: jobId, layer, number.
 *
 * @param ordinal in its job from 1; {@code <jobId>-<ordinal>} is the frame's id
 * @param name unique in its shot
 * @param thumbnail {@code none}, {@code made} or {@code failed}
 * @param thumbnailPath below the server's thumbnails folder
 */
public record FrameRow(
        String jobId,
        int ordinal,
        String projectId,
        String shotId,
        int taskNumber,
        int attempt,
        String layer,
        int number,
        String name,
        String path,
        String status,
        long renderedAtMillis,
        double renderSeconds,
        String engine,
        String engineVersion,
        String workerId,
        int width,
        int height,
        long peakMemoryBytes,
        long sizeBytes,
        String sha256,
        String thumbnail,
        String thumbnailPath,
        String thumbnailType,
        String thumbnailSha256,
        long thumbnailBytes)
        implements Row {}
