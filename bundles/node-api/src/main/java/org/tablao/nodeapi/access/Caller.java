package org.tablao.nodeapi.access;

/**
 * Who calls.
 *
 * @param name for the audit and for {@code submittedBy}
 * @param kind what it may be
 */
public record Caller(String name, Kind kind) {
    /** What a caller may be. */
    public enum Kind {
        /** Holds the home's administrator token. */
        ADMINISTRATOR,
        /** Showed nothing. */
        ANONYMOUS
    }

    public static final Caller ANONYMOUS = new Caller("anonymous", Kind.ANONYMOUS);
}
