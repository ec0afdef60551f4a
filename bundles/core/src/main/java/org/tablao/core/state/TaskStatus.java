package org.tablao.core.state;

/** Of a task. Written by its manager. */
public enum TaskStatus implements Status {
    /** For other tasks. */
    WAITING,
    QUEUED,
    /** An attempt is leased, runs, or is accepted and not published yet. */
    RUNNING,
    /** Its files are under their final names. */
    COMPLETED,
    FAILED,
    CANCELLED,
    PAUSED;

    /** Whether it has ended. */
    public boolean ended() {
        return switch (this) {
            case WAITING, QUEUED, RUNNING, PAUSED -> false;
            case COMPLETED, FAILED, CANCELLED -> true;
        };
    }
}
