package org.tablao.jobtypes;

import java.util.List;
import org.osgi.framework.VersionRange;
import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.job.CommandPlan;
import org.tablao.pluginapi.job.JobRequest;
import org.tablao.pluginapi.job.JobType;
import org.tablao.pluginapi.job.OffersJobType;
import org.tablao.pluginapi.job.Plan;
import org.tablao.pluginapi.job.TaskPlan;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Schema;
import org.tablao.pluginapi.schema.Values;

/** Runs one registered command, once or many times: the shortest way to try a command of one's own. */
@Component
@OffersJobType(name = "commands", label = "Registered command", version = "1.0.0")
public final class SingleCommand implements JobType {
    private static final int MOST_TASKS = 1_000_000;
    private static final Schema SETTINGS = Schema.of(
            Field.of("command", FieldType.TEXT).label("Command").describe("The name of a command that workers offer."),
            Field.of("version", FieldType.TEXT)
                    .label("Version")
                    .describe("A range of versions: [1,2) is 1 or later, before 2. Any version when left out.")
                    .orElse("0"),
            Field.of("parameters", FieldType.TEXTS)
                    .label("Parameters")
                    .describe("Each name=value. A value that reads as a number, true or false is one;"
                            + " in double quotes it is text.")
                    .orElse(List.of()),
            Field.of("count", FieldType.INTEGER)
                    .label("Count")
                    .describe("How many tasks to make of it.")
                    .unit("tasks")
                    .between(1, MOST_TASKS)
                    .orElse(1L));

    @Override
    public Schema settings() {
        return SETTINGS;
    }

    @Override
    public Plan compile(JobRequest request) throws InvalidValues {
        Values settings = request.settings();
        String name = settings.text("command");
        CommandPlan command = CommandPlan.of(name).version(range(settings));
        for (String parameter : settings.texts("parameters")) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new InvalidValues("parameters", "has '" + parameter + "'", "Give each parameter as name=value");
            }
            command = command.with(parameter.substring(0, equals), LiteralValue.of(parameter.substring(equals + 1)));
        }
        Plan.Builder plan = Plan.builder();
        for (long number = 1; number <= settings.integer("count"); number++) {
            plan.add(TaskPlan.of(name + " " + number, command));
        }
        return plan.build();
    }

    private static String range(Values settings) throws InvalidValues {
        String range = settings.text("version");
        try {
            return new VersionRange(range).toString();
        } catch (IllegalArgumentException e) {
            throw new InvalidValues(
                    "version", "is '" + range + "', which is not a range of versions", "Give a range like [1,2)");
        }
    }
}
