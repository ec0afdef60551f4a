package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.TaskWish;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.TaskRow;

class EventPartsTest {
    private static final int TASKS = 5_000;

    private final Stage stage = new Stage();

    @Test
    void tellsWhatIsTooMuchForOneMessageInSeveralAndTheJobLast() {
        stage.job(TASKS);
        stage.events.clear();
        pauseAllTasks();
        assertEquals(List.of(2_000, 2_000, 1_000), sizes(stage.events));
        assertEquals(
                List.of(0, 0, 1),
                stage.events.stream().map(event -> event.jobs().size()).toList());
        long first = stage.events.get(0).sequence();
        assertEquals(
                LongStream.range(first, first + 3).boxed().toList(),
                stage.events.stream().map(ManagerEvent::sequence).toList());
        List<Integer> told = new ArrayList<>();
        stage.events.forEach(
                event -> event.tasks().stream().map(TaskRow::number).forEach(told::add));
        assertEquals(TASKS, told.stream().distinct().count());
        assertTrue(stage.store.all(OutboxRow.class).size() >= 3);
    }

    @Test
    void keepsAJobThatHasEndedUntilTheLastOfItsEventsIsAcknowledged() {
        stage.job(TASKS);
        pauseAllTasks();
        stage.events.clear();
        stage.wish(3, "cancel", 50);
        assertEquals("cancelled", stage.jobRow().status());
        long last = stage.events.get(stage.events.size() - 1).sequence();
        stage.run(step -> stage.state().acknowledged(step, last - 1));
        assertEquals(1, stage.state().availability().held().size());
        stage.run(step -> stage.state().acknowledged(step, last));
        assertEquals(List.of(), stage.state().availability().held());
    }

    @Test
    void saysOnlyOnceThatItsEventsBeginAnew() {
        ManagerEvent whole = new ManagerEvent(
                0,
                1,
                List.of(),
                LongStream.range(0, 4_000)
                        .mapToObj(number ->
                                new TaskRow(Stage.JOB, (int) number + 1, 1, "queued", 0, 0, "", "", "", "", 0, 0))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true);
        List<ManagerEvent> parts = EventParts.of(whole, () -> 7);
        assertEquals(
                List.of(true, false), parts.stream().map(ManagerEvent::restart).toList());
    }

    private void pauseAllTasks() {
        List<TaskWish> tasks = List.of(new TaskWish(2, "pause", "all"));
        stage.run(step -> stage.state().wish(step, new Wish(Stage.JOB, 2, "run", 50, tasks)));
    }

    private static List<Integer> sizes(List<ManagerEvent> events) {
        return events.stream().map(event -> event.tasks().size()).toList();
    }
}
