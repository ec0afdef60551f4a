package org.tablao.nodeapi.manager;

import java.util.List;

/**
 * By which policy a manager gives tasks away, and what another would have done, since the manager's start.
 *
 * @param policy its name; empty where there is none and the older job goes first
 * @param fault what it threw last; empty where it threw nothing
 * @param shadow name of the policy that is only compared; empty where none is
 * @param assignments that were compared
 * @param differences among them in which the shadow would have given another task
 * @param last differences, at most a thousand, the newest first
 */
public record PolicyState(
        String policy,
        String fault,
        String shadow,
        String shadowFault,
        long assignments,
        long differences,
        List<Difference> last) {

    /**
     * An assignment that the shadow would have made otherwise.
     *
     * @param given the task that the worker got
     * @param otherwise the task that the shadow would have given
     */
    public record Difference(long atMillis, String workerId, String given, String otherwise) {}
}
