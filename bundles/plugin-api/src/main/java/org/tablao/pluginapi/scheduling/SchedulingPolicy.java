package org.tablao.pluginapi.scheduling;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides which job's tasks come first. Pure: from values to a value, no clock but the one given, never over all tasks.
 */
@ConsumerType
public interface SchedulingPolicy {
    /**
     * The rank of a job; the higher goes first. Among equals the older job goes first.
     *
     * @throws RuntimeException counts as rank 0, and is shown as a fault of the plugin
     */
    double rank(RankedJob job);
}
