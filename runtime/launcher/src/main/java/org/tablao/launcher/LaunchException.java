package org.tablao.launcher;

/** The node cannot run; the message is the one line that the user sees. */
final class LaunchException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    LaunchException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
