package org.tablao.jobtypes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.VersionRange;
import org.tablao.pluginapi.job.CommandPlan;
import org.tablao.pluginapi.job.TaskPlan;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Schema;
import org.tablao.pluginapi.schema.Values;

/**
 * A task as a user wrote it.
 *
 * @param plan without what it waits for
 * @param dependsOn names of tasks
 */
record ListedTask(String name, TaskPlan plan, List<String> dependsOn) {
    private static final Schema TASK = Schema.of(
            Field.of("name", FieldType.TEXT),
            Field.of("commands", FieldType.OBJECTS),
            Field.of("dependsOn", FieldType.TEXTS).orElse(List.of()),
            Field.of("requirements", FieldType.TEXTS).orElse(List.of()));
    private static final Schema COMMAND = Schema.of(
            Field.of("name", FieldType.TEXT), Field.of("range", FieldType.TEXT).orElse("0"));

    /**
     * @param path of the task in the settings
     * @throws InvalidValues each problem with its path
     */
    static ListedTask read(String path, Map<String, Object> given) throws InvalidValues {
        Map<String, Object> fields = new LinkedHashMap<>(given);
        Object needs = fields.remove("needs");
        Values task = Paths.check(path, TASK, fields);
        List<Map<String, Object>> listed = task.objects("commands");
        if (listed.isEmpty()) {
            throw new InvalidValues(path + ".commands", "is empty", "Give a command");
        }
        CommandPlan[] commands = new CommandPlan[listed.size()];
        for (int i = 0; i < commands.length; i++) {
            commands[i] = command(path + ".commands[" + i + "]", listed.get(i));
        }
        TaskPlan plan = TaskPlan.of(task.text("name"), commands);
        List<String> requirements = task.texts("requirements");
        for (int i = 0; i < requirements.size(); i++) {
            plan = requiring(path + ".requirements[" + i + "]", plan, requirements.get(i));
        }
        if (needs != null) {
            plan = plan.needing(ListedNeeds.read(path + ".needs", needs));
        }
        return new ListedTask(
                plan.name(), plan, task.texts("dependsOn").stream().distinct().toList());
    }

    private static CommandPlan command(String path, Map<String, Object> given) throws InvalidValues {
        Map<String, Object> fields = new LinkedHashMap<>(given);
        Object parameters = fields.remove("parameters");
        Values checked = Paths.check(path, COMMAND, fields);
        CommandPlan command = CommandPlan.of(checked.text("name")).version(range(path, checked.text("range")));
        if (parameters == null) {
            return command;
        }
        for (Map.Entry<String, Object> parameter :
                Paths.object(path + ".parameters", parameters).entrySet()) {
            command = command.with(parameter.getKey(), parameter.getValue());
        }
        return command;
    }

    private static String range(String path, String range) throws InvalidValues {
        try {
            return new VersionRange(range).toString();
        } catch (IllegalArgumentException e) {
            throw new InvalidValues(
                    path + ".range", "is '" + range + "', which is not a range of versions", "Give a range like [1,2)");
        }
    }

    private static TaskPlan requiring(String path, TaskPlan task, String requirement) throws InvalidValues {
        int end = requirement.indexOf(';');
        try {
            if (end > 0) {
                FrameworkUtil.createFilter(requirement.substring(end + 1));
                return task.requiring(requirement.substring(0, end), requirement.substring(end + 1));
            }
        } catch (InvalidSyntaxException e) {
            throw malformed(path, "has a filter that is not one: " + e.getMessage());
        }
        throw malformed(path, "has no namespace");
    }

    private static InvalidValues malformed(String path, String reason) {
        return new InvalidValues(
                path, reason, "Give namespace;filter, like org.tablao.engine;(&(engine=blender)(version>=3.4))");
    }
}
