package org.tablao.core.state;

/** Of an attempt at a task. Written by the manager. */
public enum AttemptStatus implements Status {
    /** A worker was given it; it was not heard of since. */
    LEASED,
    RUNNING,
    /** Its report was taken: the files may be renamed. */
    ACCEPTED,
    /** Its files are under their final names. */
    PUBLISHED,
    FAILED,
    /** Nothing was heard of it until its lease had ended. */
    LOST,
    /** Its worker or a bundle was stopped: not counted. */
    INTERRUPTED,
    CANCELLED,
    /** The command does not take the parameters. */
    REFUSED;

    /** Whether it has ended. */
    public boolean ended() {
        return switch (this) {
            case LEASED, RUNNING, ACCEPTED -> false;
            case PUBLISHED, FAILED, LOST, INTERRUPTED, CANCELLED, REFUSED -> true;
        };
    }
}
