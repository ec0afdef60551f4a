package org.tablao.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tablao.scheduler.FairSharePolicy;
import org.tablao.simulation.day.DayRun;
import org.tablao.simulation.day.PolicyRanks;
import org.tablao.simulation.day.Quality;

/**
 * {@code seeds FIRST COUNT} runs many; {@code replay SEED} tells all that happens in one; {@code days FIRST COUNT} tells how good
 * whole days were scheduled.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length == 2 && arguments[0].equals("replay")) {
            replay(Long.parseLong(arguments[1]));
        } else if (arguments.length == 3 && arguments[0].equals("seeds")) {
            seeds(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
        } else if (arguments.length == 3 && arguments[0].equals("days")) {
            days(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
        } else {
            System.err.println("seeds FIRST COUNT | replay SEED | days FIRST COUNT");
            System.exit(2);
        }
    }

    private static void replay(long seed) {
        Simulation.Result result = Simulation.told(seed);
        result.notes().forEach(System.out::println);
        System.out.printf(
                "seed %d: %s; trace %016x, %.0f virtual seconds, %d events%n",
                seed,
                result.isGood() ? "all promises held" : result.problem(),
                result.trace(),
                result.virtualSeconds(),
                result.events());
    }

    private static void seeds(long first, int count) {
        long began = System.nanoTime();
        List<Simulation.Result> found = Seeds.run(first, count);
        double seconds = (System.nanoTime() - began) / 1e9;
        Map<String, Integer> rules = new TreeMap<>();
        for (Simulation.Result result : found) {
            rules.merge(result.rule(), 1, Integer::sum);
            System.out.println("seed " + result.seed() + ": " + result.problem());
        }
        System.out.printf("%d seeds in %.1f s, %d found something: %s%n", count, seconds, found.size(), rules);
        if (!found.isEmpty()) {
            System.exit(1);
        }
    }

    private static void days(long first, int count) {
        for (long seed = first; seed < first + count; seed++) {
            Quality quality = DayRun.of(seed, new PolicyRanks(new FairSharePolicy()));
            System.out.printf(
                    "day %d: %d tasks; %.4f × bound, share error %.2f %%; %s%n",
                    seed, quality.tasks(), quality.makespanToBound(), quality.shareError() * 100, quality);
        }
    }
}
