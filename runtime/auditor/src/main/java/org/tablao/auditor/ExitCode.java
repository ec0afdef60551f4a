package org.tablao.auditor;

/** How the auditor ends, for scripts. */
enum ExitCode {
    CLEAN(0, "every invariant holds"),
    VIOLATED(1, "at least one does not; each is named"),
    UNUSABLE(4, "a home cannot be read, or its store does not open"),
    IN_USE(5, "a home's node runs"),
    USAGE(64, "the command is not understood");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    int status() {
        return status;
    }

    String meaning() {
        return meaning;
    }
}
