package org.tablao.core.state;

/** Of a manager. Written by the server. */
public enum ManagerStatus implements Status {
    /** Confirmed, not available yet. */
    STARTING,
    AVAILABLE,
    /** Not heard of for a while: goes on by itself. */
    AWAY,
    /** Its leases have ended. */
    LOST,
    /** Said farewell. */
    OFFLINE;
}
