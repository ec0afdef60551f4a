package org.tablao.pluginapi.job;

import java.util.ArrayList;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A task to be: a name, ordered commands, what it waits for, what it needs of a worker. Immutable. */
@ProviderType
public final class TaskPlan {
    private static final TaskNeeds ONE_SLOT = TaskNeeds.slots(1);

    private final String name;
    private final List<CommandPlan> commands;
    private final List<Integer> dependsOn;
    private final List<String> requirements;
    private final TaskNeeds needs;

    private TaskPlan(
            String name,
            List<CommandPlan> commands,
            List<Integer> dependsOn,
            List<String> requirements,
            TaskNeeds needs) {
        this.name = name;
        this.commands = List.copyOf(commands);
        this.dependsOn = List.copyOf(dependsOn);
        this.requirements = List.copyOf(requirements);
        this.needs = needs;
    }

    /** @param name what a list shows: {@code frames 1-10} */
    public static TaskPlan of(String name, CommandPlan... commands) {
        return new TaskPlan(name, List.of(commands), List.of(), List.of(), ONE_SLOT);
    }

    /** Waits for the task of this number to be completed. */
    public TaskPlan after(int taskNumber) {
        List<Integer> more = new ArrayList<>(dependsOn);
        more.add(taskNumber);
        return new TaskPlan(name, commands, more, requirements, needs);
    }

    /**
     * Needs a worker that has a capability of this kind; that its commands are offered is required anyway.
     *
     * @param namespace {@code org.tablao.engine}
     * @param filter an OSGi filter: {@code (&(engine=blender)(version>=3.4))}
     */
    public TaskPlan requiring(String namespace, String filter) {
        List<String> more = new ArrayList<>(requirements);
        more.add(namespace + ";" + filter);
        return new TaskPlan(name, commands, dependsOn, more, needs);
    }

    /** Takes so much of its host, and of limits, while it runs; one slot where nothing is said. */
    public TaskPlan needing(TaskNeeds taken) {
        return new TaskPlan(name, commands, dependsOn, requirements, taken);
    }

    public String name() {
        return name;
    }

    public List<CommandPlan> commands() {
        return commands;
    }

    public List<Integer> dependsOn() {
        return dependsOn;
    }

    /** Each {@code namespace;filter}. */
    public List<String> requirements() {
        return requirements;
    }

    public TaskNeeds needs() {
        return needs;
    }
}
