package org.tablao.jobtypes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tablao.pluginapi.job.CommandPlan;
import org.tablao.pluginapi.job.Plan;
import org.tablao.pluginapi.job.TaskNeeds;
import org.tablao.pluginapi.job.TaskPlan;
import org.tablao.pluginapi.schema.InvalidValues;

class TaskListTest {
    private static final Map<String, Object> ECHO = Map.of("name", "echo");

    @Test
    void makesTheTasksThatAreListed() throws InvalidValues {
        TaskPlan task = compile(List.of(Map.of(
                        "name",
                        "first",
                        "commands",
                        List.of(Map.of("name", "sleep", "range", "[1,2)", "parameters", Map.of("seconds", 0.5)), ECHO),
                        "requirements",
                        List.of("org.tablao.tag;(tag=studio-b)"))))
                .tasks()
                .get(0);

        assertEquals("first", task.name());
        assertEquals(
                List.of("sleep", "echo"),
                task.commands().stream().map(CommandPlan::name).toList());
        assertEquals("[1.0.0,2.0.0)", task.commands().get(0).range());
        assertEquals(Map.of("seconds", 0.5), task.commands().get(0).parameters());
        assertEquals("0.0.0", task.commands().get(1).range());
        assertEquals(List.of("org.tablao.tag;(tag=studio-b)"), task.requirements());
    }

    @Test
    void putsEachTaskBehindThoseItDependsOnAndElseKeepsTheirOrder() throws InvalidValues {
        Plan plan = compile(List.of(task("last", "b", "a"), task("a"), task("b", "a"), task("c")));

        assertEquals(
                List.of("a", "b", "last", "c"),
                plan.tasks().stream().map(TaskPlan::name).toList());
        assertEquals(
                List.of(List.of(), List.of(1), List.of(2, 1), List.of()),
                plan.tasks().stream().map(TaskPlan::dependsOn).toList());
    }

    @Test
    void refusesTasksThatWaitForEachOther() {
        assertEquals(
                "tasks[1].dependsOn leads back to the task itself: b ← d ← c ← b",
                refused(List.of(task("a", "b"), task("b", "d"), task("c", "b"), task("d", "c"))));
        assertEquals("tasks[0].dependsOn leads back to the task itself: a ← a", refused(List.of(task("a", "a"))));
    }

    @Test
    void refusesAnUnknownNameAndAnAmbiguousOne() {
        assertEquals(
                "tasks[0].dependsOn has 'z', which is no task of this job; "
                        + "tasks[1].dependsOn has 'y', which is no task of this job",
                refused(List.of(task("a", "z"), task("b", "a", "y"))));
        assertEquals("tasks[1].name is 'a' as of another task", refused(List.of(task("a"), task("a"))));
    }

    @Test
    void namesEveryFieldAtFault() {
        assertEquals(
                "tasks[0].name is missing; tasks[0].commands is missing; tasks[1].colour is unknown",
                refused(List.of(Map.of(), Map.of("name", "b", "commands", List.of(ECHO), "colour", "red"))));
        assertEquals("tasks[0].commands is empty", refused(List.of(Map.of("name", "a", "commands", List.of()))));
        assertEquals("tasks is empty", refused(List.of()));
    }

    @Test
    void refusesWhatIsWrongInACommand() {
        Map<String, Object> none = new HashMap<>();
        none.put("text", null);
        assertEquals(
                "tasks[0].commands[0].range is '(', which is not a range of versions",
                refused(List.of(command(Map.of("name", "echo", "range", "(")))));
        assertEquals(
                "tasks[0].commands[0].parameters is not an object",
                refused(List.of(command(Map.of("name", "echo", "parameters", List.of())))));
        assertEquals(
                "tasks[0].commands[0].parameters.text has no value",
                refused(List.of(command(Map.of("name", "echo", "parameters", none)))));
        assertEquals("tasks[0].commands[0].name is missing", refused(List.of(command(Map.of()))));
    }

    @Test
    void passesOnWhatATaskNeeds() throws InvalidValues {
        TaskNeeds needs = compile(List.of(needing(Map.of(
                        "slots",
                        2,
                        "memoryBytes",
                        8_000_000_000L,
                        "gpus",
                        1,
                        "gpuModel",
                        "RTX",
                        "limits",
                        Map.of("nuke-licence", 1)))))
                .tasks()
                .get(0)
                .needs();

        assertEquals(2, needs.slots());
        assertEquals(8_000_000_000L, needs.memoryBytes());
        assertEquals(1, needs.gpus());
        assertEquals("RTX", needs.gpuModel());
        assertEquals(Map.of("nuke-licence", 1L), needs.limits());
        assertEquals(1, compile(List.of(task("a"))).tasks().get(0).needs().slots());
    }

    @Test
    void refusesNeedsBelowZeroOrUnknown() {
        assertEquals(
                "tasks[0].needs.slots is 0; tasks[0].needs.memoryBytes is -1",
                refused(List.of(needing(Map.of("slots", 0, "memoryBytes", -1)))));
        assertEquals(
                "tasks[0].needs.limits.nuke-licence is -1",
                refused(List.of(needing(Map.of("limits", Map.of("nuke-licence", -1))))));
        assertEquals("tasks[0].needs.cores is unknown", refused(List.of(needing(Map.of("cores", 4)))));
        assertEquals(
                "tasks[0].needs is not an object",
                refused(List.of(Map.of("name", "a", "commands", List.of(ECHO), "needs", 3))));
    }

    @Test
    void refusesARequirementThatIsNone() {
        assertEquals("tasks[0].requirements[0] has no namespace", refused(List.of(requiring("(tag=a)"))));
        assertEquals(
                "tasks[0].requirements[0] has a filter that is not one",
                refused(List.of(requiring("org.tablao.tag;(tag="))).replaceFirst(" one: .*", " one"));
    }

    private static Map<String, Object> task(String name, String... dependsOn) {
        return Map.of("name", name, "commands", List.of(ECHO), "dependsOn", List.of(dependsOn));
    }

    private static Map<String, Object> command(Map<String, Object> command) {
        return Map.of("name", "a", "commands", List.of(command));
    }

    private static Map<String, Object> needing(Map<String, Object> needs) {
        return Map.of("name", "a", "commands", List.of(ECHO), "needs", needs);
    }

    private static Map<String, Object> requiring(String requirement) {
        return Map.of("name", "a", "commands", List.of(ECHO), "requirements", List.of(requirement));
    }

    private static String refused(List<Map<String, Object>> tasks) {
        return assertThrows(InvalidValues.class, () -> compile(tasks)).getMessage();
    }

    private static Plan compile(List<Map<String, Object>> tasks) throws InvalidValues {
        return Requests.compile(new TaskList(), Map.of("tasks", tasks));
    }
}
