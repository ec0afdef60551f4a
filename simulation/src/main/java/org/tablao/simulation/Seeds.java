package org.tablao.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Runs many seeds, on all processors. */
public final class Seeds {
    private Seeds() {}

    /** Runs {@code count} seeds from {@code first} on; answers those that found something, in order. */
    public static List<Simulation.Result> run(long first, int count) {
        return run(first, count, Simulation::run);
    }

    static List<Simulation.Result> run(long first, int count, LongFunction<Simulation.Result> run) {
        AtomicLong next = new AtomicLong(first);
        List<Simulation.Result> found = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread thread = new Thread(
                    () -> {
                        for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) {
                            Simulation.Result result = run.apply(seed);
                            if (!result.isGood()) {
                                synchronized (found) {
                                    found.add(result);
                                }
                            }
                        }
                    },
                    "tablao-simulation-" + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while seeds ran", e);
            }
        }
        found.sort((one, other) -> Long.compare(one.seed(), other.seed()));
        return found;
    }
}
