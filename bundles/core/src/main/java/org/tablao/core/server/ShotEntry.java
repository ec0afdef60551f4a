package org.tablao.core.server;

import java.util.Optional;
import org.tablao.core.state.FrameStatus;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.ShotRow;

/** A shot in memory. */
public final class ShotEntry {
    private final ShotRow row;
    private final Counts<FrameStatus> frames = new Counts<>(FrameStatus.class);
    private FrameRow lastFrame;

    ShotEntry(ShotRow row) {
        this.row = row;
    }

    public ShotRow row() {
        return row;
    }

    public Counts<FrameStatus> frames() {
        return frames;
    }

    /** The newest published frame, as far as it was seen since the start. */
    public Optional<FrameRow> lastFrame() {
        return Optional.ofNullable(lastFrame);
    }

    /** Remembers a frame if it is the newest. */
    public void saw(FrameRow frame) {
        if (lastFrame == null || frame.renderedAtMillis() >= lastFrame.renderedAtMillis()) {
            lastFrame = frame;
        }
    }
}
