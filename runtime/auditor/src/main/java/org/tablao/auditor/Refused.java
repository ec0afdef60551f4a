package org.tablao.auditor;

/** Why an audit does not take place, in a sentence. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    Refused(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
