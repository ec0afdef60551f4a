package org.tablao.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.store.TaskRow;

class OutgoingTest {
    private final Outgoing outgoing = new Outgoing();

    @Test
    void keepsEventsInOrderUntilTheyAreAcknowledged() {
        outgoing.add(event(1));
        outgoing.add(event(2));
        outgoing.add(event(2));
        outgoing.add(event(3));
        outgoing.acknowledged(1);
        assertEquals(List.of(event(2), event(3)), outgoing.first(5));
        assertEquals(List.of(event(2)), outgoing.first(1));
    }

    @Test
    void wakesTheSenderForWhatIsDurableAfterAReload() {
        List<Integer> woken = new ArrayList<>();
        outgoing.onNew(() -> woken.add(outgoing.size()));
        outgoing.reset(List.of(event(7), event(8)));
        assertEquals(List.of(2), woken, "nothing new may ever come that would take them along");
    }

    @Test
    void sendsFewerAtOnceWhereTheyTellMuch() {
        outgoing.add(large(1));
        outgoing.add(large(2));
        outgoing.add(large(3));
        assertEquals(List.of(large(1), large(2)), outgoing.first(5));
    }

    private static ManagerEvent large(long sequence) {
        List<TaskRow> tasks = IntStream.rangeClosed(1, 2_000)
                .mapToObj(number -> new TaskRow("job", number, 1, "queued", 0, 0, "", "", "", "", 0, 0))
                .toList();
        return new ManagerEvent(sequence, 0, List.of(), tasks, List.of(), List.of(), List.of());
    }

    private static ManagerEvent event(long sequence) {
        return new ManagerEvent(sequence, 0, List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
