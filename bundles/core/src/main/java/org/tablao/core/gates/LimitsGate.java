package org.tablao.core.gates;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tablao.nodeapi.plan.Needs;

/** Of everything that is counted over the farm there is enough left. */
final class LimitsGate implements Gate {
    private final Limits limits;

    LimitsGate(Limits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public boolean opens(Question question) {
        return limits.allow(question.kind.needs());
    }

    @Override
    public Said says(Question question, boolean open) {
        Needs needs = question.kind.needs();
        if (open) {
            return Said.open(
                    needs.limits().isEmpty()
                            ? "The task needs nothing that is limited."
                            : "There is enough left of " + String.join(", ", new TreeMap<>(needs.limits()).keySet())
                                    + ".");
        }
        for (Map.Entry<String, Long> need : new TreeMap<>(needs.limits()).entrySet()) {
            Optional<Limits.Limit> limit = limits.limit(need.getKey());
            if (limit.isEmpty()) {
                return new Said(
                        "Limit " + need.getKey() + " is not defined.",
                        "Define limit " + need.getKey() + ", or submit the job without it.");
            }
            long used = limits.used(need.getKey());
            if (!limit.get().perHost() && need.getValue() > limit.get().amount() - used) {
                return new Said(
                        "Limit " + need.getKey() + ": " + used + " of "
                                + limit.get().amount() + " are in use, and the task needs " + need.getValue() + ".",
                        need.getValue() > limit.get().amount()
                                ? "Raise limit " + need.getKey() + ", or let the task need less of it."
                                : "A task that uses it has to end, or limit " + need.getKey() + " has to be raised.");
            }
        }
        throw new IllegalStateException("a limit is closed that allows all");
    }
}
