package org.tablao.pluginapi.command;

/** How an attempt ended. What happens next is decided by class. */
public enum OutcomeClass {
    /** All that was asked for is done. */
    COMPLETED,
    /** A program ended by a signal or with an error that nothing else here names. */
    CRASHED,
    OUT_OF_MEMORY,
    TIMED_OUT,
    /** A texture, library or scene file was not there or not readable. */
    MISSING_ASSET,
    /** A file is missing, truncated or not decodable, or could not be written. */
    BAD_OUTPUT,
    LICENCE,
    CANCELLED,
    /** Nothing was heard of the worker until its lease had ended. */
    LOST,
    /** The worker or a bundle was stopped: run again, not counted. */
    INTERRUPTED,
    /** The command does not accept what it was given. */
    REFUSED_PARAMETERS,
    /** The plugin threw what it should not. */
    PLUGIN_FAULT;

    /** The name on the wire and on the screen: {@code timed-out}. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a name that is not one of {@link #wireName()} */
    public static OutcomeClass ofWireName(String name) {
        return valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
}
