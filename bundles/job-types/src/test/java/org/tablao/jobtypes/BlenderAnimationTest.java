package org.tablao.jobtypes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tablao.pluginapi.job.CommandPlan;
import org.tablao.pluginapi.job.ExpectedFrame;
import org.tablao.pluginapi.job.Plan;
import org.tablao.pluginapi.job.TaskPlan;
import org.tablao.pluginapi.schema.InvalidValues;

class BlenderAnimationTest {
    @Test
    void makesATaskForEachChunkOfFrames() throws InvalidValues {
        Plan plan = compile(Map.of("frames", "1-12"));
        assertEquals(
                List.of("frames 1-5", "frames 6-10", "frames 11-12"),
                plan.tasks().stream().map(TaskPlan::name).toList());
    }

    @Test
    void tellsTheRenderCommandWhatToRender() throws InvalidValues {
        CommandPlan render = compile(Map.of("frames", "1-9x4", "engineVersion", "[3.4,4)"))
                .tasks()
                .get(0)
                .commands()
                .get(0);
        assertEquals("render", render.name());
        assertEquals("[1,2)", render.range());
        assertEquals(
                Map.of(
                        "engine", "blender",
                        "engineVersion", "[3.4,4)",
                        "scene", "/shots/a.blend",
                        "frames", "1,5,9",
                        "output", "/out/a_####",
                        "format", "PNG"),
                render.parameters());
    }

    @Test
    void needsAWorkerWithBlenderInTheVersionAskedFor() throws InvalidValues {
        assertEquals(
                List.of("org.tablao.engine;(engine=blender)"),
                compile(Map.of()).tasks().get(0).requirements());
        assertEquals(
                List.of("org.tablao.engine;(&(engine=blender)(&(version>=3.4.0)(!(version>=4.0.0))))"),
                compile(Map.of("engineVersion", "[3.4,4)")).tasks().get(0).requirements());
    }

    @Test
    void expectsEachFrameOfTheMainLayerFromItsTask() throws InvalidValues {
        assertEquals(
                List.of(
                        new ExpectedFrame(1, "main", 1),
                        new ExpectedFrame(1, "main", 2),
                        new ExpectedFrame(2, "main", 3)),
                compile(Map.of("frames", "1-3", "chunkSize", 2)).frames());
    }

    @Test
    void takesTheFormatsOwnExtensionOffTheOutput() throws InvalidValues {
        assertEquals("/out/a_####", outputOf("/out/a_####.png"));
        assertEquals("/out/a.v2_####", outputOf("/out/a.v2_####"));
    }

    @Test
    void refusesAnOutputWithoutOnePlaceForTheNumber() {
        assertEquals(
                "output is '/out/a', whose file name does not have one place for the frame's number",
                refusal(Map.of("output", "/out/a")));
        assertEquals(
                "output is '/out/##/a_####', whose file name does not have one place for the frame's number",
                refusal(Map.of("output", "/out/##/a_####")));
    }

    @Test
    void refusesAnExtensionOfAnotherFormat() {
        assertEquals("output ends with .exr, but the format is PNG", refusal(Map.of("output", "/out/a_####.exr")));
    }

    @Test
    void refusesAVersionThatIsNoRange() {
        assertEquals(
                "engineVersion is 'newest', which is not a range of versions",
                refusal(Map.of("engineVersion", "newest")));
    }

    @Test
    void leavesTheVersionOutWhereNoneIsAskedFor() throws InvalidValues {
        assertFalse(
                compile(Map.of()).tasks().get(0).commands().get(0).parameters().containsKey("engineVersion"));
    }

    private static String outputOf(String output) throws InvalidValues {
        return (String) compile(Map.of("output", output))
                .tasks()
                .get(0)
                .commands()
                .get(0)
                .parameters()
                .get("output");
    }

    private static String refusal(Map<String, Object> settings) {
        return assertThrows(InvalidValues.class, () -> compile(settings)).getMessage();
    }

    private static Plan compile(Map<String, Object> settings) throws InvalidValues {
        Map<String, Object> all =
                new HashMap<>(Map.of("file", "/shots/a.blend", "frames", "1-10", "output", "/out/a_####"));
        all.putAll(settings);
        return Requests.compile(new BlenderAnimation(), all);
    }
}
