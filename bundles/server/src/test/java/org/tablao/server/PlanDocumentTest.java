package org.tablao.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlanDocument;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.plan.PlannedFrame;
import org.tablao.nodeapi.plan.PlannedTask;

class PlanDocumentTest {
    private static final String JOB = "01K3V5QB1N8H4";
    private static final String RENDERS = "org.tablao.command;(command=render)";

    @Test
    void readsThePlanThatWasWritten() {
        JobPlan plan = new JobPlan(
                JOB,
                List.of(
                        task(1, List.of(), render("1-5"), copy("1-5")),
                        task(2, List.of(1), render("6-10"), copy("6-10")),
                        task(3, List.of(), render("6-10")),
                        new PlannedTask(
                                4, "big", List.of(render("1")), List.of(), List.of(), Needs.ONE_SLOT.withMemory(9))),
                List.of(new PlannedFrame(1, "main", 1), new PlannedFrame(2, "main", 6)));

        assertEquals(plan, Json.plan(Json.bytes(plan)));
    }

    @Test
    void saysOnceWhatTasksHaveInCommon() {
        PlannedCommand command = render("1-5");
        JobPlan plan = new JobPlan(
                JOB,
                IntStream.rangeClosed(1, 1_000)
                        .mapToObj(number -> task(number, List.of(), number == 7 ? render("7") : command))
                        .toList(),
                List.of());
        PlanDocument document = PlanDocument.of(plan);

        assertEquals(1, document.kinds().size());
        assertEquals(List.of(), document.tasks().get(0).parameters());
        assertEquals(List.of(Map.of("frames", "7")), document.tasks().get(6).parameters());
    }

    @Test
    void keepsTasksApartThatDoNotHaveTheSameParameters() {
        PlannedCommand without = new PlannedCommand("render", "[1,2)", Map.of("engine", "blender"));
        JobPlan plan =
                new JobPlan(JOB, List.of(task(1, List.of(), render("1")), task(2, List.of(), without)), List.of());

        assertEquals(2, PlanDocument.of(plan).kinds().size());
        assertEquals(plan, Json.plan(Json.bytes(plan)));
    }

    @Test
    void refusesAPlanOfAnotherVersionAndOneThatPointsNowhere() {
        assertEquals("a plan of version 3, not 2", refusalOf("{'version': 3, 'jobId': 'j'}"));
        assertEquals(
                "task 1 is of a kind that there is not",
                refusalOf("{'version': 2, 'jobId': 'j', 'kinds': [], 'frames': [],"
                        + " 'tasks': [{'number': 1, 'name': '', 'kind': 0, 'parameters': [], 'dependsOn': []}]}"));
    }

    private static String refusalOf(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return assertThrows(IllegalArgumentException.class, () -> Json.plan(bytes))
                .getMessage();
    }

    private static PlannedTask task(int number, List<Integer> after, PlannedCommand... commands) {
        return new PlannedTask(number, "task " + number, List.of(commands), after, List.of(RENDERS));
    }

    private static PlannedCommand render(String frames) {
        return new PlannedCommand("render", "[1,2)", Map.of("engine", "blender", "frames", frames));
    }

    private static PlannedCommand copy(String frames) {
        return new PlannedCommand("copy", "0", Map.of("frames", frames, "overwrite", true));
    }
}
