package org.tablao.jobtypes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tablao.pluginapi.job.CommandPlan;
import org.tablao.pluginapi.job.Plan;
import org.tablao.pluginapi.schema.InvalidValues;

class SingleCommandTest {
    @Test
    void makesAsManyTasksAsAskedFor() throws InvalidValues {
        Plan plan = compile(Map.of("command", "pause", "count", 3));
        assertEquals(
                List.of("pause 1", "pause 2", "pause 3"),
                plan.tasks().stream().map(task -> task.name()).toList());
    }

    @Test
    void readsParametersAsNumbersTruthsAndTexts() throws InvalidValues {
        List<String> parameters = List.of("whole=5", "part=0.5", "flag=true", "text=a=b", "digits=\"5\"", "empty=");
        CommandPlan command = compile(Map.of("command", "pause", "parameters", parameters))
                .tasks()
                .get(0)
                .commands()
                .get(0);
        assertEquals(
                Map.of("whole", 5L, "part", 0.5, "flag", true, "text", "a=b", "digits", "5", "empty", ""),
                command.parameters());
    }

    @Test
    void keepsALeadingZeroAsText() throws InvalidValues {
        assertEquals("007", LiteralValue.of("007"));
    }

    @Test
    void passesTheVersionOn() throws InvalidValues {
        assertEquals(
                "[1.0.0,2.0.0)",
                compile(Map.of("command", "pause", "version", "[1,2)"))
                        .tasks()
                        .get(0)
                        .commands()
                        .get(0)
                        .range());
    }

    @Test
    void refusesAParameterWithoutAName() {
        Map<String, Object> settings = Map.of("command", "pause", "parameters", List.of("=5"));
        assertEquals(
                "parameters has '=5'",
                assertThrows(InvalidValues.class, () -> compile(settings)).getMessage());
    }

    @Test
    void refusesAVersionThatIsNoRange() {
        Map<String, Object> settings = Map.of("command", "pause", "version", "(");
        assertEquals(
                "version is '(', which is not a range of versions",
                assertThrows(InvalidValues.class, () -> compile(settings)).getMessage());
    }

    private static Plan compile(Map<String, Object> settings) throws InvalidValues {
        return Requests.compile(new SingleCommand(), settings);
    }
}
