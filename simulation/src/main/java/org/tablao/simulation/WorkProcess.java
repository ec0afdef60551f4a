package org.tablao.simulation;

import org.tablao.nodeapi.worker.TaskLease;

/** The tree of processes of one attempt, from its begin to its end, by true time. */
final class WorkProcess {
    final String attempt;
    final TaskLease lease;
    final SimulatedWorker worker;
    private final Timeline timeline;
    private long endsNanos;
    private boolean ended;
    private Runnable then = () -> {};

    WorkProcess(Timeline timeline, SimulatedWorker worker, TaskLease lease, long runs) {
        this.timeline = timeline;
        this.worker = worker;
        this.lease = lease;
        this.attempt = lease.leaseId();
        this.endsNanos = timeline.now() + runs;
        timeline.at(endsNanos, this::endIfDue);
    }

    void onEnd(Runnable told) {
        then = told;
    }

    boolean isRunning() {
        return !ended;
    }

    /** It is told to go, and is gone within this time. */
    void endsWithin(long nanos) {
        if (timeline.now() + nanos < endsNanos) {
            endsNanos = timeline.now() + nanos;
            timeline.at(endsNanos, this::endIfDue);
        }
    }

    private void endIfDue() {
        if (!ended && timeline.now() >= endsNanos) {
            ended = true;
            then.run();
        }
    }
}
