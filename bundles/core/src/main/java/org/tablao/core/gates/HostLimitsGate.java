package org.tablao.core.gates;

import java.util.Map;
import java.util.TreeMap;
import org.tablao.nodeapi.plan.Needs;

/** Of everything that is counted host by host there is enough left on this one. */
final class HostLimitsGate implements Gate {
    private final Limits limits;

    HostLimitsGate(Limits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "host-limits";
    }

    @Override
    public boolean opens(Question question) {
        Needs needs = question.kind.needs();
        if (needs.limits().isEmpty()) {
            return true;
        }
        for (Map.Entry<String, Long> need : needs.limits().entrySet()) {
            if (lacks(question, need)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Said says(Question question, boolean open) {
        if (open) {
            return Said.open("Worker " + question.worker.name() + " has left what is counted host by host.");
        }
        for (Map.Entry<String, Long> need : new TreeMap<>(question.kind.needs().limits()).entrySet()) {
            if (lacks(question, need)) {
                long amount = amount(question.worker, need.getKey());
                return new Said(
                        "Limit " + need.getKey() + ": worker " + question.worker.name() + " uses "
                                + question.worker.occupancy().used(need.getKey()) + " of " + amount
                                + ", and the task needs " + need.getValue() + ".",
                        need.getValue() > amount ? "Bring a worker with more of it." : "A task has to end there.");
            }
        }
        throw new IllegalStateException("a host's limit is closed that allows all");
    }

    private boolean lacks(Question question, Map.Entry<String, Long> need) {
        long amount = amount(question.worker, need.getKey());
        return need.getValue() > amount - question.worker.occupancy().used(need.getKey());
    }

    /** What the host says of itself counts, then what is granted each host; without bound where it is the farm's. */
    private long amount(Candidate worker, String name) {
        Long own = worker.occupancy().resources().amounts().get(name);
        if (own != null) {
            return own;
        }
        return limits.limit(name)
                .filter(Limits.Limit::perHost)
                .map(Limits.Limit::amount)
                .orElse(Long.MAX_VALUE);
    }
}
