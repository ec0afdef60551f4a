package org.tablao.simulation.day;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tablao.simulation.day.Entitlement.Demand;

class EntitlementTest {
    @Test
    void dividesByShares() {
        assertEntitled(new double[] {60, 40}, List.of(new Demand(3, 500, 0), new Demand(2, 500, 0)), 100, 0);
    }

    @Test
    void givesWhatOneCannotUseToTheOthersByTheirShares() {
        assertEntitled(
                new double[] {10, 60, 30},
                List.of(new Demand(50, 10, 0), new Demand(20, 500, 0), new Demand(10, 500, 0)),
                100,
                0);
    }

    @Test
    void givesNobodyMoreOfTheSpecialSlotsThanThereAre() {
        assertEntitled(new double[] {20, 80}, List.of(new Demand(50, 0, 500), new Demand(50, 500, 0)), 100, 20);
        assertEntitled(
                new double[] {10, 30, 60},
                List.of(new Demand(10, 0, 500), new Demand(30, 0, 500), new Demand(60, 500, 0)),
                100,
                40);
    }

    @Test
    void givesEachWhatItCanUseWhereThereIsEnough() {
        assertEntitled(new double[] {7, 12}, List.of(new Demand(1, 7, 0), new Demand(99, 5, 7)), 100, 20);
    }

    private static void assertEntitled(double[] expected, List<Demand> demands, int slots, int special) {
        assertArrayEquals(expected, Entitlement.of(demands, slots, special), 1e-6);
    }
}
