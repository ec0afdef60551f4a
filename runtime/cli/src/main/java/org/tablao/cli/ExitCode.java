package org.tablao.cli;

/** How the client ends, for scripts. {@code tablao help} shows the list. */
enum ExitCode {
    DONE(0, "done; with --wait: the job is completed"),
    JOB_FAILED(1, "with --wait: the job failed"),
    JOB_CANCELLED(2, "with --wait: the job was cancelled"),
    REFUSED(3, "the server refused: something is wrong, not there, or does not fit"),
    NOT_LOGGED_IN(4, "the token is missing, wrong, or not allowed to do this"),
    UNREACHABLE(5, "no server answers, or it cannot just now"),
    FAILED(6, "the server or the client failed"),
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
