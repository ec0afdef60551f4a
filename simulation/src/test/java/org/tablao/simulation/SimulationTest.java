package org.tablao.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulationTest {
    private static final long FIRST = Long.getLong("tablao.simulation.first", 1);
    private static final int COUNT = Integer.getInteger("tablao.simulation.seeds", 2_000);

    @Test
    @Order(1)
    void holdsItsPromisesWhereItDidNotOnce() throws IOException {
        require(regressions().stream()
                .map(Simulation::run)
                .filter(result -> !result.isGood())
                .toList());
    }

    @Test
    @Order(2)
    void holdsItsPromisesWhateverIsLostDoubledDelayedPartedFrozenOrDies() throws IOException {
        Map<Long, String> known = known();
        List<Simulation.Result> found = Seeds.run(FIRST, COUNT);
        require(found.stream().filter(result -> !isKnown(known, result)).toList());
        // Who mends one takes it off the list.
        known.forEach((seed, rule) -> assertTrue(
                found.stream().anyMatch(result -> result.seed() == seed),
                "seed " + seed + " finds nothing any more: it is not known for " + rule + " any more"));
    }

    private static boolean isKnown(Map<Long, String> known, Simulation.Result result) {
        return known.containsKey(result.seed()) && result.problem().startsWith(known.get(result.seed()));
    }

    /** Seeds that find what is known and not mended, with the rule that is broken; those of the usual run alone. */
    private static Map<Long, String> known() throws IOException {
        Map<Long, String> known = new TreeMap<>();
        if (FIRST != 1) {
            return known;
        }
        for (String line : lines("known.txt")) {
            String[] seedAndRule = line.split(" ");
            if (Long.parseLong(seedAndRule[0]) < FIRST + COUNT) {
                known.put(Long.valueOf(seedAndRule[0]), seedAndRule[1]);
            }
        }
        return known;
    }

    @Test
    @Order(3)
    void isTheSameRunForTheSameSeed() {
        for (long seed = FIRST; seed < FIRST + 40; seed++) {
            Simulation.Result once = Simulation.run(seed);
            Simulation.Result again = Simulation.told(seed);
            assertEquals(once.trace(), again.trace(), "the trace of seed " + seed);
            assertEquals(once.events(), again.events(), "the events of seed " + seed);
        }
    }

    private static List<Long> regressions() throws IOException {
        return lines("seeds.txt").stream().map(Long::valueOf).toList();
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream lines = SimulationTest.class.getResourceAsStream(resource)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").trim())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    /** Failing seeds are printed, and kept for who looks later. */
    private static void require(List<Simulation.Result> found) throws IOException {
        if (found.isEmpty()) {
            return;
        }
        String text = found.stream()
                .map(result -> result.seed() + "  # " + result.problem())
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(Path.of("target", "failing-seeds.txt"), text);
        fail(found.size() + " seeds found something; simulation/README.md says how to replay one:\n" + text);
    }
}
