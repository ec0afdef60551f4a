package org.tablao.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRingTest {
    private final EventRing ring = new EventRing("boot", 3);
    private final List<String> heard = new ArrayList<>();

    @Test
    void goesOnAfterTheLastEventThatWasSeen() {
        emit(3);
        listen("boot-1");
        emit(1);
        assertEquals(List.of("boot-2 job", "boot-3 job", "boot-4 job"), heard);
    }

    @Test
    void beginsWithWhatComesNextForANewListener() {
        emit(2);
        listen("");
        emit(1);
        assertEquals(List.of("boot-3 job"), heard);
    }

    @Test
    void saysResetWhereEventsAreNotKeptAnyMore() {
        emit(5);
        listen("boot-1");
        listen("another start-4");
        listen("boot-9");
        listen("nonsense");
        assertEquals(List.of("boot-5 reset", "boot-5 reset", "boot-5 reset", "boot-5 reset"), heard);
    }

    @Test
    void repeatsNothingToAListenerThatSawAll() {
        emit(5);
        listen("boot-5");
        assertEquals(List.of(), heard);
        listen("boot-2");
        assertEquals(List.of("boot-3 job", "boot-4 job", "boot-5 job"), heard);
    }

    @Test
    void letsGoOfAListenerThatLeaves() throws Exception {
        ring.subscribe("", event -> heard.add(event.id())).close();
        emit(1);
        assertEquals(List.of(), heard);
    }

    @Test
    void goesOnWithTheOthersWhenOneListenerMeetsAFault() {
        ring.subscribe("", event -> {
            throw new IllegalStateException("broken pipe");
        });
        listen("");
        emit(2);
        assertEquals(List.of("boot-1 job", "boot-2 job"), heard);
    }

    private void listen(String lastId) {
        ring.subscribe(lastId, event -> heard.add(event.id() + " " + event.type()));
    }

    private void emit(int times) {
        for (int i = 0; i < times; i++) {
            ring.emit("job", i);
        }
    }
}
