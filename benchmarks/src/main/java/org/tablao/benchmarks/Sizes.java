package org.tablao.benchmarks;

import java.util.List;

/**
 * How much of each.
 *
 * @param starts of each role, on an empty home and again on the same
 * @param runs jobs for each number of workers
 * @param runSeconds how long a job should take: it gets as many tasks as fit in, by the rate before it
 * @param submits of 10,000 tasks
 * @param largeSubmits of 100,000 tasks
 */
record Sizes(int starts, int runs, double runSeconds, List<Integer> workers, int submits, int largeSubmits) {
    static final Sizes FULL = new Sizes(5, 5, 2, List.of(1, 10, 100, 1000), 5, 3);
    static final Sizes QUICK = new Sizes(1, 2, 1.5, List.of(1, 10, 100), 3, 1);

    Sizes with(double otherSeconds) {
        return new Sizes(starts, runs, otherSeconds, workers, submits, largeSubmits);
    }

    Sizes with(List<Integer> otherWorkers) {
        return new Sizes(starts, runs, runSeconds, otherWorkers, submits, largeSubmits);
    }
}
