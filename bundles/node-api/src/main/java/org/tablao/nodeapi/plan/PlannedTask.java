package org.tablao.nodeapi.plan;

import java.util.List;

/**
 * @param number from 1
 * @param requirements each {@code namespace;filter}, those of its commands included
 */
public record PlannedTask(
        int number,
        String name,
        List<PlannedCommand> commands,
        List<Integer> dependsOn,
        List<String> requirements,
        Needs needs) {

    /** A plan that was stored before there were needs has none: one slot. */
    public PlannedTask {
        needs = needs == null ? Needs.ONE_SLOT : needs;
    }

    /** A task that needs one slot. */
    public PlannedTask(
            int number,
            String name,
            List<PlannedCommand> commands,
            List<Integer> dependsOn,
            List<String> requirements) {
        this(number, name, commands, dependsOn, requirements, Needs.ONE_SLOT);
    }
}
