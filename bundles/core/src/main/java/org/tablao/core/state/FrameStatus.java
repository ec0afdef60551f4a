package org.tablao.core.state;

/** Of a frame. Written by the server, from what the manager tells of the frame's task. */
public enum FrameStatus implements Status {
    /** The job was compiled: the frame will be made. */
    EXPECTED,
    RENDERING,
    /** Under its final name, whole. */
    PUBLISHED,
    FAILED,
    /** Its task was cancelled. */
    SKIPPED,
    /** Was published; its file is not there any more. */
    MISSING;
}
