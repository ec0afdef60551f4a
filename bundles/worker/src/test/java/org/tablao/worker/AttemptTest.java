package org.tablao.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptTest {
    @Test
    void addsUpTheMemoryOfWhatRunsAtOnceAndNotOfWhatRanBefore() {
        Attempt.Taken ended = new Attempt.Taken(true, 5);
        Attempt.Taken runs = new Attempt.Taken(false, 3);
        assertEquals(0, Attempt.memory(List.of()));
        assertEquals(5, Attempt.memory(List.of(ended, ended)));
        assertEquals(5, Attempt.memory(List.of(ended, runs)));
        assertEquals(6, Attempt.memory(List.of(ended, runs, runs)));
    }
}
