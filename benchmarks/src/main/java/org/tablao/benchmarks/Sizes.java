package org.tablao.benchmarks;

import java.util.List;

/**
 * How much of each.
 *
 * @param starts of each role, on an empty home and again on the same
 * @param runs windows of time, or repetitions, of all that is not said otherwise
 * @param runSeconds of a window in which tasks are counted
 * @param warmUpSeconds of work before anything counts
 * @param workers numbers of workers
 * @param backlogs tasks that wait, each with 100 workers
 * @param submits of a job
 * @param samples of the time until a worker is told
 * @param idleWorkers numbers of workers that wait
 * @param idleSeconds of a window in which nothing happens
 * @param mixedWorkers of a farm with everything in it
 * @param mixedTasks of each of its jobs
 * @param coreRuns of the core alone, for each number of workers
 * @param coreTasks that wait there
 * @param days whose schedule is judged
 * @param kills of a farm that works
 * @param finished tasks that were finished at least before the first of them
 */
record Sizes(
        int starts,
        int runs,
        double runSeconds,
        int warmUpSeconds,
        List<Integer> workers,
        List<Integer> backlogs,
        int submits,
        int samples,
        List<Integer> idleWorkers,
        int idleSeconds,
        int mixedWorkers,
        int mixedTasks,
        int coreRuns,
        int coreTasks,
        int days,
        int kills,
        int finished) {
    static final Sizes FULL = new Sizes(
            5,
            5,
            1.5,
            18,
            List.of(1, 10, 100, 1000),
            List.of(1_000, 1_000_000),
            5,
            1_000,
            List.of(1_000, 10_000),
            3,
            1_000,
            150,
            3,
            400_000,
            5,
            5,
            0);
    static final Sizes QUICK = new Sizes(
            1, 2, 1.5, 10, List.of(1, 10, 100), List.of(), 3, 200, List.of(200), 3, 100, 100, 1, 200_000, 2, 2, 0);
    static final Sizes LONG = new Sizes(
            9,
            9,
            4,
            90,
            List.of(1, 10, 100, 1000),
            List.of(1_000, 1_000_000),
            9,
            5_000,
            List.of(1_000, 10_000),
            20,
            1_000,
            1_000,
            5,
            10_000_000,
            30,
            9,
            1_000_000);

    /** By its name on the command line. */
    static Sizes named(String name) {
        return switch (name) {
            case "quick" -> QUICK;
            case "long" -> LONG;
            default -> FULL;
        };
    }

    /** That of the sizes that it was made of. */
    String name() {
        return warmUpSeconds == QUICK.warmUpSeconds ? "quick" : warmUpSeconds == LONG.warmUpSeconds ? "long" : "full";
    }

    /** Other numbers of workers, and the usual backlog alone. */
    Sizes withWorkersOnly(List<Integer> otherWorkers) {
        return new Sizes(
                starts,
                runs,
                runSeconds,
                warmUpSeconds,
                otherWorkers,
                List.of(),
                submits,
                samples,
                idleWorkers,
                idleSeconds,
                mixedWorkers,
                mixedTasks,
                coreRuns,
                coreTasks,
                days,
                kills,
                finished);
    }
}
