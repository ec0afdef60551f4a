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
import org.tablao.pluginapi.schema.FrameRange;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Schema;
import org.tablao.pluginapi.schema.Values;

/** Renders the frames of a Blender scene in chunks, each chunk a task that one worker runs. */
@Component
@OffersJobType(name = "blender-animation", label = "Blender animation", version = "1.0.0")
public final class BlenderAnimation implements JobType {
    static final String ENGINE_NAMESPACE = "org.tablao.engine";

    private static final String LAYER = "main";
    private static final Schema SETTINGS = Schema.of(
            Field.of("file", FieldType.INPUT_FILE)
                    .label("Scene")
                    .describe("The .blend file, on storage that server and workers see."),
            Field.of("frames", FieldType.FRAMES)
                    .label("Frames")
                    .describe("Which frames to render: 1-100, 1-100x2, or 1,4,10-20."),
            Field.of("chunkSize", FieldType.INTEGER)
                    .label("Chunk size")
                    .describe("How many frames one worker renders in one go.")
                    .unit("frames")
                    .between(1, 1000)
                    .orElse(5L),
            Field.of("output", FieldType.OUTPUT_PATH)
                    .label("Output")
                    .describe(
                            "Where the frames go; #### stands for the frame's number, the format adds its extension."),
            Field.of("format", FieldType.TEXT)
                    .label("Format")
                    .describe("The image format of the frames.")
                    .oneOf(ImageFormat.names())
                    .orElse("PNG"),
            Field.of("engineVersion", FieldType.TEXT)
                    .label("Blender version")
                    .describe("A range of versions: [3.4,4) is 3.4 or later, before 4. Any version when left out.")
                    .optional());

    @Override
    public Schema settings() {
        return SETTINGS;
    }

    @Override
    public Plan compile(JobRequest request) throws InvalidValues {
        Values settings = request.settings();
        String output = ImageFormat.valueOf(settings.text("format")).pattern(settings.text("output"));
        String requirement = engineFilter(settings);
        Plan.Builder plan = Plan.builder();
        for (List<Integer> chunk : settings.frames("frames").chunks(Math.toIntExact(settings.integer("chunkSize")))) {
            String notation = FrameRange.notation(chunk);
            CommandPlan render = render(settings, notation, output);
            int task = plan.add(TaskPlan.of((chunk.size() == 1 ? "frame " : "frames ") + notation, render)
                    .requiring(ENGINE_NAMESPACE, requirement));
            chunk.forEach(frame -> plan.expect(task, LAYER, frame));
        }
        return plan.build();
    }

    private static CommandPlan render(Values settings, String frames, String output) {
        CommandPlan render = CommandPlan.of("render")
                .version("[1,2)")
                .with("engine", "blender")
                .with("scene", settings.text("file"))
                .with("frames", frames)
                .with("output", output)
                .with("format", settings.text("format"));
        return settings.has("engineVersion") ? render.with("engineVersion", settings.text("engineVersion")) : render;
    }

    private static String engineFilter(Values settings) throws InvalidValues {
        if (!settings.has("engineVersion")) {
            return "(engine=blender)";
        }
        String range = settings.text("engineVersion");
        try {
            return "(&(engine=blender)" + new VersionRange(range).toFilterString("version") + ")";
        } catch (IllegalArgumentException e) {
            throw new InvalidValues(
                    "engineVersion",
                    "is '" + range + "', which is not a range of versions",
                    "Give a range like [3.4,4)");
        }
    }
}
