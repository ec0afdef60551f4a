package org.tablao.nodeapi.farm;

import java.util.Map;

/**
 * A job as a user submits it.
 *
 * @param name empty: made from type and settings
 * @param project by name; made when new; empty: {@code default}
 * @param shot by name in its project; made when new; empty: the job's name
 * @param priority 0 to 100; 50 is usual
 * @param settings JSON's Java types
 * @param manager a manager's name, to choose it; empty: whichever has room
 */
public record Submission(
        String type,
        String name,
        String project,
        String shot,
        int priority,
        String manager,
        Map<String, Object> settings,
        Scheduling scheduling) {

    /** A job that is scheduled as usual. */
    public Submission(
            String type,
            String name,
            String project,
            String shot,
            int priority,
            String manager,
            Map<String, Object> settings) {
        this(type, name, project, shot, priority, manager, settings, Scheduling.USUAL);
    }
}
