package org.tablao.nodeapi.access;

/** What a route does. */
public enum Action {
    /** That the node is there, nothing of the farm. */
    READ_HEALTH,
    LOG_IN,
    READ,
    SUBMIT_JOB,
    CHANGE_JOB,
    ADMINISTER
}
