package org.tablao.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tablao.nodeapi.manager.ManagerEvent;

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

    private static ManagerEvent event(long sequence) {
        return new ManagerEvent(sequence, 0, List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
