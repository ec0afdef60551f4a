package org.tablao.core.state;

/** Of a worker. Written by its manager. */
public enum WorkerStatus implements Status {
    /** Confirmed, not available yet. */
    STARTING,
    IDLE,
    BUSY,
    /** By its schedule: takes no work. */
    ASLEEP,
    /** Ends what it has, takes no more. */
    DRAINING,
    /** Nothing was heard of it for longer than a lease. */
    LOST,
    /** Said farewell. */
    OFFLINE;

    /** Whether it is there and may be given work, now or when a slot is free. */
    public boolean takesWork() {
        return this == IDLE || this == BUSY;
    }
}
