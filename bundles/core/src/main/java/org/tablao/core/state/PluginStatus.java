package org.tablao.core.state;

/** Of a plugin on a node. Written by that node. */
public enum PluginStatus implements Status {
    /** Accepted, and all that it needs is there. */
    RESOLVED,
    /** Takes new work. */
    ACTIVE,
    /** Ends what it has, takes no more: another version took its place, or it is to go. */
    DRAINING,
    /** Not to be used: it did harm, or was not what it says it is. */
    QUARANTINED,
    ABSENT;
}
