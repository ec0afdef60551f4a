package org.tablao.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SleepScheduleTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mon-fri 09:00-18:00; sat 10:00-12:00 | 2026-11-23T08:59 | false",
                "mon-fri 09:00-18:00; sat 10:00-12:00 | 2026-11-23T09:00 | true",
                "mon-fri 09:00-18:00; sat 10:00-12:00 | 2026-11-27T17:59 | true",
                "mon-fri 09:00-18:00; sat 10:00-12:00 | 2026-11-27T18:00 | false",
                "mon-fri 09:00-18:00; sat 10:00-12:00 | 2026-11-28T11:00 | true",
                "mon-fri 09:00-18:00; sat 10:00-12:00 | 2026-11-29T11:00 | false",
                "fri 22:00-06:00 | 2026-11-27T23:00 | true",
                "fri 22:00-06:00 | 2026-11-28T05:59 | true",
                "fri 22:00-06:00 | 2026-11-28T06:00 | false",
                "fri 22:00-06:00 | 2026-11-27T05:00 | false",
                "9:30-24:00 | 2026-11-29T23:59 | true",
                "SAT,sun 0:00-24:00 | 2026-11-29T00:00 | true",
                "sat-mon 8:00-9:00 | 2026-11-30T08:30 | true",
                "'' | 2026-11-30T08:30 | false"
            })
    void sleepsInItsHoursAndNoOthers(String text, LocalDateTime when, boolean asleep) {
        SleepSchedule schedule = SleepSchedule.parse(text);
        long millis = when.atZone(MADRID).toInstant().toEpochMilli();
        assertEquals(asleep, schedule.isAsleep(millis, MADRID));
    }

    @Test
    void goesByTheClocksOfTheZoneThatIsGiven() {
        SleepSchedule schedule = SleepSchedule.parse("9:00-10:00");
        long millis = LocalDateTime.parse("2026-11-30T09:30")
                .atZone(MADRID)
                .toInstant()
                .toEpochMilli();
        assertEquals(true, schedule.isAsleep(millis, MADRID));
        assertEquals(false, schedule.isAsleep(millis, ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mon",
                "9-18",
                "mon 9:00-25:00",
                "mon 24:01-2:00",
                "frei 9:00-10:00",
                "mon-tue-wed 9:00-10:00",
                "mon 9:00-9:00",
                "mon 9:60-10:00",
                "mon 9:00-10:00;",
                "mon tue 9:00-10:00"
            })
    void saysWhichPartIsMalformed(String text) {
        String part = text.split(";", -1)[text.endsWith(";") ? 1 : 0];
        String reason = assertThrows(IllegalArgumentException.class, () -> SleepSchedule.parse(text))
                .getMessage();
        assertEquals("'" + part + "' ", reason.substring(0, part.length() + 3));
    }
}
