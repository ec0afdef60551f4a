package org.tablao.pluginapi.command;

import org.osgi.annotation.versioning.ProviderType;

/** A program that a command started. */
@ProviderType
public interface RunningProgram {
    /**
     * Waits for its end, all of its output having been read.
     *
     * @return the exit code; 128 + signal when a signal ended it
     * @throws InterruptedException when the attempt ends first; the tree is ended by the worker
     */
    int await() throws InterruptedException;

    /** The most memory its processes held at once, in bytes, as far as it was seen; 0 when it was not. */
    long peakMemoryBytes();

    /** Ends the whole tree: asks, waits for the notice, kills. */
    void end();
}
