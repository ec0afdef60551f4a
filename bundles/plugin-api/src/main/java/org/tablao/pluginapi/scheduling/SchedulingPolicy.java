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
     * <p>Must answer at once. A policy that throws, or does not answer within a second, is put aside: the higher priority goes
     * first until it is chosen anew.
     *
     * @throws RuntimeException is shown as a fault of the plugin
     */
    double rank(RankedJob job);

    /**
     * The rank of a project's jobs among those of other projects; the higher goes first. It comes before the rank of a job:
     * jobs of other projects are compared by {@link #rank} only where their projects rank the same. Asked at each assignment,
     * so that it may follow what a project uses. Projects that use less than they are guaranteed go first whatever it says.
     *
     * @return 0 unless the policy cares
     */
    default double projectRank(RankedProject project) {
        return 0;
    }
}
