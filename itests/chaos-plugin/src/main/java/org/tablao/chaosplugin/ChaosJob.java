package org.tablao.chaosplugin;

import java.util.Random;
import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.job.CommandPlan;
import org.tablao.pluginapi.job.JobRequest;
import org.tablao.pluginapi.job.JobType;
import org.tablao.pluginapi.job.OffersJobType;
import org.tablao.pluginapi.job.Plan;
import org.tablao.pluginapi.job.TaskPlan;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.Schema;
import org.tablao.pluginapi.schema.Values;

/** Tasks of a frame or two, most of them short; some wait for another, some are stubborn, some fail at first: all by a seed. */
@Component
@OffersJobType(name = "chaos", label = "Chaos", version = "1.0.0")
public final class ChaosJob implements JobType {
    private static final int WAITS = 4;
    private static final Schema SETTINGS = Schema.of(
            Field.of("tasks", FieldType.INTEGER).between(1, 10_000),
            Field.of("seed", FieldType.INTEGER),
            Field.of("folder", FieldType.OUTPUT_PATH),
            Field.of("beats", FieldType.OUTPUT_PATH),
            Field.of("mostMillis", FieldType.INTEGER).between(50, 60_000).orElse(500));

    @Override
    public Schema settings() {
        return SETTINGS;
    }

    @Override
    public Plan compile(JobRequest request) {
        Values settings = request.settings();
        Random random = new Random(settings.integer("seed"));
        Plan.Builder plan = Plan.builder();
        int frame = 0;
        for (int number = 1; number <= settings.integer("tasks"); number++) {
            int frames = 1 + random.nextInt(2);
            TaskPlan task = TaskPlan.of("frames from " + (frame + 1), command(settings, random, frame + 1, frames));
            int added = plan.add(number > 1 && random.nextInt(WAITS) == 0 ? task.after(number - 1) : task);
            for (int i = 0; i < frames; i++) {
                frame++;
                plan.expect(added, "main", frame);
            }
        }
        return plan.build();
    }

    private static CommandPlan command(Values settings, Random random, int first, int frames) {
        int kind = random.nextInt(10);
        return CommandPlan.of("chaos-render")
                .with("first", first)
                .with("frames", frames)
                .with("folder", settings.text("folder"))
                .with("beats", settings.text("beats"))
                .with("millis", 50 + random.nextInt(Math.toIntExact(settings.integer("mostMillis")) - 49))
                .with("mode", kind == 0 ? "stubborn" : kind == 1 ? "fails-first" : "plain");
    }
}
