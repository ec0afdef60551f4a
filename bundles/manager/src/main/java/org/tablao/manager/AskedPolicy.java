package org.tablao.manager;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.manager.Ranks;
import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.RankedProject;
import org.tablao.pluginapi.scheduling.SchedulingPolicy;

/** A scheduling policy that may be swapped while it is asked. One that throws ranks 0, and is named. */
final class AskedPolicy implements Ranks {
    private static final Logger LOG = LoggerFactory.getLogger(AskedPolicy.class);

    private volatile Optional<Chosen> chosen = Optional.empty();
    private volatile String fault = "";

    private record Chosen(SchedulingPolicy policy, String name) {}

    void choose(SchedulingPolicy policy, Object name) {
        fault = "";
        chosen = Optional.of(new Chosen(
                policy, name instanceof String text ? text : policy.getClass().getName()));
    }

    void drop(SchedulingPolicy policy) {
        if (chosen.filter(now -> now.policy() == policy).isPresent()) {
            chosen = Optional.empty();
        }
    }

    String name() {
        return chosen.map(Chosen::name).orElse("");
    }

    /** What it threw last, since it was chosen. */
    String fault() {
        return fault;
    }

    @Override
    public boolean areThere() {
        return chosen.isPresent();
    }

    @Override
    public double job(RankedJob job) {
        return ask(policy -> policy.rank(job));
    }

    @Override
    public double project(RankedProject project) {
        return ask(policy -> policy.projectRank(project));
    }

    private double ask(ToDoubleFunction<SchedulingPolicy> question) {
        Optional<Chosen> asked = chosen;
        if (asked.isEmpty()) {
            return 0;
        }
        try {
            double rank = question.applyAsDouble(asked.get().policy());
            return Double.isNaN(rank) ? 0 : rank;
        } catch (RuntimeException | LinkageError e) {
            if (fault.isEmpty()) {
                LOG.error(
                        "the scheduling policy {} has a fault; it ranks 0",
                        asked.get().name(),
                        e);
            }
            fault = e.toString();
            return 0;
        }
    }
}
