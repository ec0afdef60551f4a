package org.tablao.nodeapi.access;

import org.tablao.nodeapi.access.Caller.Kind;

/** What a route does, and who may do it at least. */
public enum Action {
    /** That the node is there, nothing of the farm. */
    READ_HEALTH(Kind.ANONYMOUS),
    LOG_IN(Kind.ANONYMOUS),
    READ(Kind.VIEWER),
    /** Tokens and password of the caller's own. */
    CHANGE_SELF(Kind.VIEWER),
    SUBMIT_JOB(Kind.ARTIST),
    /** An artist its own jobs, a wrangler all. The object is a job, or a task or attempt of it. */
    CHANGE_JOB(Kind.ARTIST),
    /** Workers, limits, shares. */
    CHANGE_FARM(Kind.WRANGLER),
    /** Users, others' tokens, managers, plugins, backups, the audit. */
    ADMINISTER(Kind.ADMINISTRATOR);

    private final Kind least;

    Action(Kind least) {
        this.least = least;
    }

    /** Who may do it at least. */
    public Kind least() {
        return least;
    }
}
