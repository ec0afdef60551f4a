package org.tablao.simulation;

import java.util.List;
import java.util.Random;

/** All that is left to chance in a run: one stream of numbers from one seed. */
final class Chance {
    static final long SECOND = 1_000_000_000L;

    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    boolean hit(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** From {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    /** Nanoseconds of a duration between two in seconds. */
    long seconds(double least, double most) {
        return Math.round(between(least, most) * SECOND);
    }

    long anyLong() {
        return random.nextLong();
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
