package org.tablao.core.gates;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tablao.nodeapi.plan.Needs;

/** Resources that are counted by name: how much of each there is, and how much of those of the farm is in use. */
public final class Limits {
    /** Of each host on its own, not of all tasks together. */
    public static final String PER_HOST = "host";

    private final Map<String, Limit> limits = new TreeMap<>();
    private final Map<String, Long> used = new TreeMap<>();

    /**
     * A limit as it is granted.
     *
     * @param scope {@code farm} or {@code host}
     */
    public record Limit(String name, String scope, long amount) {
        boolean perHost() {
            return scope.equals(PER_HOST);
        }
    }

    public void set(Limit limit) {
        limits.put(limit.name(), limit);
    }

    /** What names it waits from now on. */
    public void remove(String name) {
        limits.remove(name);
    }

    /** The limit of that name, where it is there. */
    public Optional<Limit> limit(String name) {
        return Optional.ofNullable(limits.get(name));
    }

    /** How much of it all tasks use. */
    public long used(String name) {
        return used.getOrDefault(name, 0L);
    }

    public void hold(Needs needs) {
        needs.limits().forEach((name, amount) -> used.merge(name, amount, Long::sum));
    }

    public void free(Needs needs) {
        needs.limits().forEach((name, amount) -> used.merge(name, -amount, Long::sum));
    }

    /** Whether the farm has left what is needed; what is counted by host is asked of the host. */
    boolean allow(Needs needs) {
        if (needs.limits().isEmpty()) {
            return true;
        }
        for (Map.Entry<String, Long> need : needs.limits().entrySet()) {
            Limit limit = limits.get(need.getKey());
            if (limit == null) {
                return false;
            }
            if (!limit.perHost() && need.getValue() > limit.amount() - used(need.getKey())) {
                return false;
            }
        }
        return true;
    }
}
