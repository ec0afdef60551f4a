package org.tablao.manager;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.tablao.core.manager.Ranks;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.RankedProject;
import org.tablao.pluginapi.scheduling.SchedulingPolicy;

/** A scheduling policy that may be swapped while it is asked. Where it is put aside, the higher priority goes first. */
final class AskedPolicy implements Ranks {
    private static final String IN_ITS_PLACE = "the higher priority goes first";

    private final Ticker ticker;
    private final Duration deadline;
    private volatile Optional<GuardedPolicy<SchedulingPolicy>> chosen = Optional.empty();

    AskedPolicy() {
        this(Ticker.system(), GuardedPolicy.DEADLINE);
    }

    AskedPolicy(Ticker ticker, Duration deadline) {
        this.ticker = ticker;
        this.deadline = deadline;
    }

    void choose(SchedulingPolicy policy, Object name) {
        String text = name instanceof String given ? given : policy.getClass().getName();
        replace(Optional.of(new GuardedPolicy<>(policy, text, IN_ITS_PLACE, ticker, deadline)));
    }

    void drop(SchedulingPolicy policy) {
        if (chosen.filter(now -> now.isFor(policy)).isPresent()) {
            replace(Optional.empty());
        }
    }

    String name() {
        return chosen.map(GuardedPolicy::name).orElse("");
    }

    /** Why it was put aside, since it was chosen. */
    String fault() {
        return chosen.map(GuardedPolicy::fault).orElse("");
    }

    @Override
    public boolean areThere() {
        return chosen.filter(now -> now.fault().isEmpty()).isPresent();
    }

    @Override
    public double job(RankedJob job) {
        return ask(policy -> policy.rank(job), job.priority());
    }

    @Override
    public double project(RankedProject project) {
        return ask(policy -> policy.projectRank(project), 0);
    }

    private double ask(Function<SchedulingPolicy, Double> question, double inItsPlace) {
        Optional<GuardedPolicy<SchedulingPolicy>> asked = chosen;
        if (asked.isEmpty()) {
            return 0;
        }
        double rank = asked.get().ask(question).orElse(inItsPlace);
        return Double.isNaN(rank) ? 0 : rank;
    }

    private void replace(Optional<GuardedPolicy<SchedulingPolicy>> with) {
        Optional<GuardedPolicy<SchedulingPolicy>> before = chosen;
        chosen = with;
        before.ifPresent(GuardedPolicy::close);
    }
}
