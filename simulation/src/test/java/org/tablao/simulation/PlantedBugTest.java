package org.tablao.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that finds nothing proves something only if it finds what is there. */
class PlantedBugTest {
    private static final int MOST_SEEDS = 800;
    private static final int AT_ONCE = 40;

    @ParameterizedTest
    @EnumSource(Bug.class)
    void isFound(Bug bug) {
        Map<String, Integer> rules = new TreeMap<>();
        for (int first = 1; first <= MOST_SEEDS && !rules.containsKey(bug.breaks()); first += AT_ONCE) {
            Seeds.run(first, AT_ONCE, seed -> Simulation.run(seed, bug))
                    .forEach(result -> rules.merge(result.rule(), 1, Integer::sum));
        }
        assertTrue(
                rules.containsKey(bug.breaks()),
                bug + " was to break " + bug.breaks() + " in one of " + MOST_SEEDS + " seeds, and broke " + rules);
    }
}
