package org.tablao.core.manager;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tablao.core.gates.Limits;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.ManagerAvailability.Known;
import org.tablao.nodeapi.store.GrantRow;

/** What this manager may use of each limit, as the server granted it. What is used of it {@link Holdings} counts. */
final class Grants {
    private final Map<String, GrantRow> rows = new TreeMap<>();
    private final Limits limits;

    Grants(Limits limits) {
        this.limits = limits;
    }

    /** Takes in a row of the store. */
    void restore(GrantRow row) {
        rows.put(row.name(), row);
        limits.set(new Limits.Limit(row.name(), row.scope(), row.amount()));
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
            limits.remove(row.name());
            return true;
        }
        limits.set(new Limits.Limit(row.name(), row.scope(), row.amount()));
        if (rows.put(row.name(), row) == null) {
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
        return limits.used(limit);
    }

    /** What the server is told of it. */
    List<Known> known() {
        return rows.values().stream()
                .map(row -> new Known("limit", row.name(), row.revision(), used(row.name())))
                .toList();
    }
}
