package org.tablao.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void takesTheMiddleOfAnOddNumber() {
        assertEquals(2, Series.of(List.of(9.0, 1.0, 2.0)).median());
    }

    @Test
    void takesTheMeanOfTheMiddleTwoOfAnEvenNumber() {
        assertEquals(2.5, Series.of(List.of(9.0, 1.0, 2.0, 3.0)).median());
    }

    @Test
    void tellsTheSpreadBesideTheMedian() {
        assertEquals("2.00 (1.00–9.00)", Series.of(List.of(9.0, 1.0, 2.0)).text(2));
    }

    @Test
    void tellsNoSpreadOfASingleRun() {
        assertEquals("7", Series.of(List.of(7.0)).text(0));
    }

    @Test
    void refusesToSpeakOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> Series.of(List.of()));
    }
}
