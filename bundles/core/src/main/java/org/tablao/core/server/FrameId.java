package org.tablao.core.server;

import org.tablao.core.ids.TaskId;
import org.tablao.nodeapi.store.FrameRow;

/** {@code <job>-<ordinal>}. */
public record FrameId(String jobId, int ordinal) {

    public static FrameId of(FrameRow row) {
        return new FrameId(row.jobId(), row.ordinal());
    }

    /** @throws IllegalArgumentException for anything but what {@link #toString} writes */
    public static FrameId parse(String text) {
        int hyphen = text.indexOf('-');
        try {
            TaskId sameForm = TaskId.parse(text.substring(0, Math.max(0, hyphen)) + "." + text.substring(hyphen + 1));
            return new FrameId(sameForm.jobId(), sameForm.number());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a frame's id such as 01J9Z3K4M5N6P-1", e);
        }
    }

    @Override
    public String toString() {
        return jobId + "-" + ordinal;
    }
}
