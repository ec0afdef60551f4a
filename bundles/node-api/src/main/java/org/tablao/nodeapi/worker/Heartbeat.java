package org.tablao.nodeapi.worker;

/**
 * That a worker still holds a lease.
 *
 * @param progress of the task, 0 to 1
 * @param started false while the lease waits for a slot: answered with {@code stop}, it is reported as {@code interrupted}, unstarted
 */
public record Heartbeat(LeaseClaim claim, double progress, String activity, long memoryBytes, boolean started) {

    /** Of an attempt that runs. */
    public Heartbeat(LeaseClaim claim, double progress, String activity, long memoryBytes) {
        this(claim, progress, activity, memoryBytes, true);
    }
}
