package org.tablao.itests.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tablao.itests.Distribution;

/**
 * Rounds of trouble with real processes. Each round is one seed, printed in its name; {@code -Dtablao.chaos.seed=S
 * -Dtablao.chaos.rounds=1} plays it again, though processes keep time as they like. The homes of a round that failed are kept in
 * {@code target/chaos}.
 */
class ChaosTest {
    private static final int ROUNDS = Integer.getInteger("tablao.chaos.rounds", 20);
    private static final long SEED = Long.getLong("tablao.chaos.seed", 1);
    private static final int WORKERS = Integer.getInteger("tablao.chaos.workers", 3);
    private static final int BLENDER_EVERY = 20;

    private static Path folder;
    private static Path plugin;
    private static Optional<ChaosFarm> farm = Optional.empty();

    @BeforeAll
    static void buildTheFakeRenderer() throws IOException, InterruptedException {
        folder = Distribution.project().resolve("itests/target/chaos");
        Trees.remove(folder);
        plugin = FakeRenderer.build();
    }

    @AfterAll
    static void endTheFarm() throws IOException {
        if (farm.isPresent()) {
            farm.get().close();
            Trees.remove(farm.get().folder);
        }
    }

    @TestFactory
    Stream<DynamicTest> comesToRestCleanAfter() {
        return LongStream.range(SEED, SEED + ROUNDS).mapToObj(seed -> {
            List<Trouble> troubles = troubles(seed);
            return DynamicTest.dynamicTest("seed " + seed + " " + troubles, () -> play(seed, troubles));
        });
    }

    /** Two of a deck that is dealt out wholly before it is shuffled anew, so that every trouble comes in any twelve rounds. */
    private static List<Trouble> troubles(long seed) {
        List<Trouble> deck = new ArrayList<>(List.of(Trouble.values()));
        Collections.shuffle(deck, new Random(seed / deck.size()));
        Trouble first = deck.get((int) (seed % deck.size()));
        Trouble second = Trouble.values()[new Random(seed).nextInt(deck.size())];
        return first == second ? List.of(first) : List.of(first, second);
    }

    private static void play(long seed, List<Trouble> troubles) throws IOException, InterruptedException {
        if (farm.isEmpty()) {
            farm = Optional.of(
                    ChaosFarm.start(Files.createDirectories(folder.resolve("seed-" + seed)), WORKERS, plugin));
        }
        long start = System.nanoTime();
        try {
            new Round(farm.get(), seed, troubles).run(seed % BLENDER_EVERY == 0);
        } catch (IOException | RuntimeException | Error e) {
            ChaosFarm failed = farm.get();
            farm = Optional.empty();
            failed.close();
            throw new AssertionError("seed " + seed + " " + troubles + ", homes kept in " + failed.folder, e);
        }
        System.out.println("chaos: seed " + seed + " took "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
    }
}
