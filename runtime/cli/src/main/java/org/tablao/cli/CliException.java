package org.tablao.cli;

import java.util.List;

/** The command was not done. What is printed: the message, then the lines. */
final class CliException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient List<String> lines;

    CliException(ExitCode exitCode, String message, String... lines) {
        super(message);
        this.exitCode = exitCode;
        this.lines = List.of(lines);
    }

    static CliException usage(String message) {
        return new CliException(ExitCode.USAGE, message, "Try: tablao help");
    }

    ExitCode exitCode() {
        return exitCode;
    }

    List<String> lines() {
        return lines;
    }
}
