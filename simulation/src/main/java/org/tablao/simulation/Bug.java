package org.tablao.simulation;

/** A fault of the farm itself, planted to see whether a simulation finds it. */
public enum Bug {
    /** The manager passes a task on while its holder may still work by its lease. */
    LEASE_PASSED_ON_EARLY("I7"),
    /** The worker works on until after its lease has ended. */
    WORKER_WITHOUT_MARGIN("I7"),
    /** The worker renames its files before the manager has accepted the report. */
    PUBLISH_BEFORE_ACCEPTANCE("P4"),
    /** The manager takes any report for the task's current attempt, whoever it is from. */
    REPORT_WITHOUT_CLAIM("P4"),
    /** The manager takes files of a worker that is gone for published without a look at them. */
    SETTLED_UNSEEN("I5"),
    /** The worker begins what it gets, whether it has a slot for it or not. */
    SLOTS_OVERFILLED("room"),
    /** The server shares out more of a limit than there is. */
    LIMIT_OVERSHARED("limits"),
    /** Replies leave before what they say is on disk. */
    ANSWER_BEFORE_COMMIT("P1"),
    /** The manager forgets events that the server has not acknowledged. */
    OUTBOX_FORGOTTEN("quiet"),
    /** The server applies an event that it has applied already, as a new one. */
    EVENTS_TWICE("I1");

    private final String breaks;

    Bug(String breaks) {
        this.breaks = breaks;
    }

    /** The rule that is broken first, as a rule. */
    public String breaks() {
        return breaks;
    }
}
