package org.tablao.core.manager;

import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = 150;

    @Test
    void endsEveryTaskAndNeverRunsOrAcceptsOneTwiceWhateverIsLostDoubledOrDies() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                new SimulatedFarm(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
