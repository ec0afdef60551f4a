package org.tablao.core.ids;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartIdsTest {
    private static final String JOB = "01J9Z3K4M5N6P";

    @Test
    void readsATaskAsItIsWritten() {
        assertEquals(new TaskId(JOB, 12), TaskId.parse(JOB + ".12"));
        assertEquals(JOB + ".12", new TaskId(JOB, 12).toString());
    }

    @Test
    void readsAnAttemptAsItIsWritten() {
        AttemptId attempt = AttemptId.parse(JOB + ".12.3");
        assertEquals(new AttemptId(JOB, 12, 3), attempt);
        assertEquals(JOB + ".12.3", attempt.toString());
        assertEquals(new TaskId(JOB, 12), attempt.taskId());
    }

    @Test
    void refusesATaskThatIsWrittenInAnotherWay() {
        for (String wrong : List.of(
                "",
                ".",
                JOB,
                JOB + ".",
                JOB + ".0",
                JOB + ".01",
                JOB + ".-1",
                JOB + ".+1",
                JOB + ".1.1",
                JOB + ".1234567890",
                JOB + ".١",
                "../x.1")) {
            assertEquals(
                    "'" + wrong + "' is not a task's id such as 01J9Z3K4M5N6P.1",
                    assertThrows(IllegalArgumentException.class, () -> TaskId.parse(wrong), wrong)
                            .getMessage());
        }
    }

    @Test
    void refusesAnAttemptThatIsWrittenInAnotherWay() {
        for (String wrong : List.of("", "..", JOB + ".1", JOB + ".1.", JOB + ".1.0", JOB + ".1.1.1", JOB + "..1")) {
            assertEquals(
                    "'" + wrong + "' is not an attempt's id such as 01J9Z3K4M5N6P.1.1",
                    assertThrows(IllegalArgumentException.class, () -> AttemptId.parse(wrong), wrong)
                            .getMessage());
        }
    }

    @Test
    void makesUuidsOfVersionSevenThatCarryTheirTime() {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1_790_000_000_123L), ZoneOffset.UTC);
        UuidV7 source = new UuidV7(clock, new Random(7));
        String id = source.next();
        assertTrue(UuidV7.isId(id), id);
        assertEquals(7, UUID.fromString(id).version());
        assertEquals(2, UUID.fromString(id).variant());
        assertEquals(1_790_000_000_123L, UUID.fromString(id).getMostSignificantBits() >>> 16);
        assertFalse(source.next().equals(id));
    }

    @Test
    void refusesWhatIsNoUuidOfVersionSeven() {
        assertFalse(UuidV7.isId("0193b5a2-1111-4111-8111-111111111111"));
        assertFalse(UuidV7.isId("0193B5A2-1111-7111-8111-111111111111"));
        assertFalse(UuidV7.isId("../0193b5a2-1111-7111-8111-11111111"));
    }
}
