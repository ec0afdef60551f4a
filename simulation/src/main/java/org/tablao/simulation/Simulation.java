package org.tablao.simulation;

import java.util.List;
import java.util.Optional;

/** One seed, one run: the same each time. */
public final class Simulation {
    /**
     * What a run came to.
     *
     * @param rule that was broken; empty where all held
     * @param problem in words
     * @param trace hash of all that happened
     * @param virtualSeconds that it took
     * @param events of the timeline
     * @param overlaps attempts of one task that ran at once, on hosts that were frozen or had broken clocks
     * @param notes the last things that happened, where they were asked for
     */
    public record Result(
            long seed,
            String rule,
            String problem,
            long trace,
            double virtualSeconds,
            long events,
            int overlaps,
            List<String> notes) {
        public boolean isGood() {
            return rule.isEmpty();
        }
    }

    private Simulation() {}

    public static Result run(long seed) {
        return run(seed, Optional.empty(), false);
    }

    /** A run of a farm that has a fault of its own. */
    public static Result run(long seed, Bug planted) {
        return run(seed, Optional.of(planted), false);
    }

    /** A run that tells what happens. */
    public static Result told(long seed) {
        return run(seed, Optional.empty(), true);
    }

    private static Result run(long seed, Optional<Bug> bug, boolean talkative) {
        Farm farm = new Farm(seed, bug, talkative);
        try {
            farm.run();
            return result(seed, farm, "", "");
        } catch (BrokenPromise broken) {
            return result(seed, farm, broken.rule(), broken.getMessage());
        } catch (RuntimeException fault) {
            return result(seed, farm, "fault", fault + at(fault));
        }
    }

    private static String at(RuntimeException fault) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement element : fault.getStackTrace()) {
            if (element.getClassName().startsWith("org.tablao")) {
                text.append("\n    at ").append(element);
            }
        }
        return text.toString();
    }

    private static Result result(long seed, Farm farm, String rule, String problem) {
        Timeline timeline = farm.timeline;
        return new Result(
                seed,
                rule,
                problem,
                timeline.trace(),
                timeline.seconds(),
                timeline.events(),
                farm.processes.overlaps(),
                timeline.notes());
    }
}
