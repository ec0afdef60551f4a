package org.tablao.simulation;

/** The tree of processes of one attempt, from its begin to its end, by true time. */
final class WorkProcess {
    final String task;
    final String attempt;
    final SimulatedWorker worker;
    final long beganNanos;
    private final Timeline timeline;
    private long endsNanos;
    private boolean ended;
    private Runnable then = () -> {};

    WorkProcess(Timeline timeline, SimulatedWorker worker, String task, String attempt, long runs) {
        this.timeline = timeline;
        this.worker = worker;
        this.task = task;
        this.attempt = attempt;
        this.beganNanos = timeline.now();
        this.endsNanos = beganNanos + runs;
        timeline.at(endsNanos, this::endIfDue);
    }

    void onEnd(Runnable told) {
        then = told;
    }

    long endsNanos() {
        return endsNanos;
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
