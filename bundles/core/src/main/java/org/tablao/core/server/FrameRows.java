package org.tablao.core.server;

import org.tablao.core.state.FrameStatus;
import org.tablao.nodeapi.manager.PublishedFrame;
import org.tablao.nodeapi.plan.PlannedFrame;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.worker.ReportedFile;

/** The row of a frame at each step of its life. */
public final class FrameRows {
    private static final String NONE = "none";
    private static final int LONGEST_LAYER = 80;
    private static final int LONGEST_TEXT = 200;

    private FrameRows() {}

    static FrameRow expected(JobRow job, int ordinal, PlannedFrame frame) {
        return new FrameRow(
                job.id(),
                ordinal,
                job.projectId(),
                job.shotId(),
                frame.task(),
                0,
                frame.layer(),
                frame.number(),
                name(job.id(), frame.layer(), frame.number()),
                "",
                FrameStatus.EXPECTED.wireName(),
                0,
                0,
                "",
                "",
                "",
                0,
                0,
                0,
                0,
                "",
                NONE,
                "",
                "",
                "",
                0);
    }

    /** Unique in its shot, and fit for the name of a file. */
    static String name(String jobId, String layer, int number) {
        String safe = layer.replaceAll("[^A-Za-z0-9.-]", "-");
        if (safe.length() > LONGEST_LAYER) {
            safe = safe.substring(0, LONGEST_LAYER);
        }
        if (!safe.equals(layer)) {
            safe += String.format("-%08x", layer.hashCode());
        }
        return String.format("%s_%s_%04d", jobId, safe, number);
    }

    static FrameRow withStatus(FrameRow row, FrameStatus status) {
        return new FrameRow(
                row.jobId(),
                row.ordinal(),
                row.projectId(),
                row.shotId(),
                row.taskNumber(),
                row.attempt(),
                row.layer(),
                row.number(),
                row.name(),
                row.path(),
                status.wireName(),
                row.renderedAtMillis(),
                row.renderSeconds(),
                row.engine(),
                row.engineVersion(),
                row.workerId(),
                row.width(),
                row.height(),
                row.peakMemoryBytes(),
                row.sizeBytes(),
                row.sha256(),
                row.thumbnail(),
                row.thumbnailPath(),
                row.thumbnailType(),
                row.thumbnailSha256(),
                row.thumbnailBytes());
    }

    static FrameRow published(FrameRow row, PublishedFrame frame) {
        ReportedFile file = frame.file();
        return new FrameRow(
                row.jobId(),
                row.ordinal(),
                row.projectId(),
                row.shotId(),
                frame.taskNumber(),
                frame.attempt(),
                row.layer(),
                row.number(),
                row.name(),
                file.targetPath(),
                FrameStatus.PUBLISHED.wireName(),
                frame.renderedAtMillis(),
                number(file, "renderSeconds"),
                text(file, "engine"),
                text(file, "engineVersion"),
                frame.workerId(),
                file.width(),
                file.height(),
                (long) number(file, "peakMemoryBytes"),
                file.sizeBytes(),
                file.sha256(),
                NONE,
                "",
                "",
                "",
                0);
    }

    /**
     * @param thumbnail {@code made} or {@code failed}
     * @param width of the image, as the thumbnailer read it; 0 when it did not
     */
    public static FrameRow withThumbnail(
            FrameRow row,
            String thumbnail,
            String path,
            String type,
            String sha256,
            long bytes,
            int width,
            int height) {
        boolean sized = row.width() > 0;
        return new FrameRow(
                row.jobId(),
                row.ordinal(),
                row.projectId(),
                row.shotId(),
                row.taskNumber(),
                row.attempt(),
                row.layer(),
                row.number(),
                row.name(),
                row.path(),
                row.status(),
                row.renderedAtMillis(),
                row.renderSeconds(),
                row.engine(),
                row.engineVersion(),
                row.workerId(),
                sized ? row.width() : width,
                sized ? row.height() : height,
                row.peakMemoryBytes(),
                row.sizeBytes(),
                row.sha256(),
                thumbnail,
                path,
                type,
                sha256,
                bytes);
    }

    /** As much of a text that a plugin said as a row keeps. */
    static String kept(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static String text(ReportedFile file, String name) {
        return kept(file.statistics().getOrDefault(name, ""));
    }

    /** Statistics are what a plugin said: what is no number counts as not said. */
    private static double number(ReportedFile file, String name) {
        try {
            double value = Double.parseDouble(file.statistics().getOrDefault(name, "0"));
            return Double.isFinite(value) && value > 0 ? value : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
