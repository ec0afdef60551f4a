package org.tablao.launcher;

/** How a node ended, for scripts. */
enum ExitCode {
    /** Stopped as asked. */
    STOPPED(0),
    /** Something that nobody foresaw; a stack trace was printed. */
    UNEXPECTED(1),
    /** An argument is missing or wrong. */
    USAGE(2),
    /** The port is taken. */
    PORT_IN_USE(3),
    /** The home cannot be made or written to. */
    HOME_UNUSABLE(4),
    /** Another process runs on this home. */
    HOME_IN_USE(5),
    /** A file of the distribution is missing or damaged, or its bundles do not fit each other. */
    DISTRIBUTION_BROKEN(6),
    /** A role did not get ready in time. */
    NOT_READY(7);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
