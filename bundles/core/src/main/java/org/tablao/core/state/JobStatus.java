package org.tablao.core.state;

/** Of a job. Written by its manager; by the server before the lease and after the release. */
public enum JobStatus implements Status {
    /** None of its tasks was leased yet. */
    QUEUED,
    ACTIVE,
    /** A wish about what is not running yet. */
    PAUSED,
    COMPLETED,
    /** Every task has ended, at least one of them failed. */
    FAILED,
    CANCELLED,
    /** Kept for the record only. */
    ARCHIVED;

    /** Whether it has ended, so that nothing of it runs or will run unless a user wants so. */
    public boolean ended() {
        return switch (this) {
            case QUEUED, ACTIVE, PAUSED -> false;
            case COMPLETED, FAILED, CANCELLED, ARCHIVED -> true;
        };
    }
}
