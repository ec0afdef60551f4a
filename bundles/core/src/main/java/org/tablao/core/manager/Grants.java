package org.tablao.core.manager;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.ManagerAvailability.Known;
import org.tablao.nodeapi.store.GrantRow;

/** What this manager may use of each limit, and what its attempts use of it, in all and on each host. */
final class Grants {
    private record OnHost(String limit, String host) {}

    private final Map<String, GrantRow> rows = new TreeMap<>();
    private final Map<String, Long> used = new HashMap<>();
    private final Map<OnHost, Long> usedOnHosts = new HashMap<>();

    /** Takes in a row of the store. */
    void restore(GrantRow row) {
        rows.put(row.name(), row);
    }

    /** Takes what the server says now; an older word changes nothing. Answers whether it is news. */
    boolean take(Step step, LimitGrant grant) {
        GrantRow known = rows.get(grant.name());
        if (known != null && known.revision() >= grant.revision()) {
            return false;
        }
        GrantRow row = new GrantRow(grant.name(), grant.scope(), grant.amount(), grant.revision());
        if (grant.amount() < 0) {
            rows.remove(row.name());
            step.turn().delete(row);
        } else if (rows.put(row.name(), row) == null) {
            step.turn().insert(row);
        } else {
            step.turn().update(row);
        }
        return true;
    }

    /** The limit as this manager has it; empty where it was given nothing of it, and what names it waits. */
    Optional<GrantRow> find(String limit) {
        return Optional.ofNullable(rows.get(limit));
    }

    /** What all attempts use of a limit. */
    long used(String limit) {
        return used.getOrDefault(limit, 0L);
    }

    /** What attempts on a host use of it. */
    long used(String limit, String host) {
        return usedOnHosts.getOrDefault(new OnHost(limit, host), 0L);
    }

    /** An attempt begins on a host. */
    void use(Map<String, Long> amounts, String host) {
        amounts.forEach((limit, amount) -> add(limit, host, amount));
    }

    /** An attempt has ended on a host. */
    void giveBack(Map<String, Long> amounts, String host) {
        amounts.forEach((limit, amount) -> add(limit, host, -amount));
    }

    /** What the server is told of it. */
    List<Known> known() {
        return rows.values().stream()
                .map(row -> new Known("limit", row.name(), row.revision(), used(row.name())))
                .toList();
    }

    private void add(String limit, String host, long change) {
        used.merge(limit, change, Grants::orNone);
        usedOnHosts.merge(new OnHost(limit, host), change, Grants::orNone);
    }

    private static Long orNone(long before, long change) {
        return before + change == 0 ? null : before + change;
    }
}
