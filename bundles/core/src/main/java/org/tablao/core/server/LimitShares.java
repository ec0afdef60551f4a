package org.tablao.core.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.manager.ManagerAvailability.Known;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.nodeapi.store.LimitShareRow;

/**
 * How one limit is shared among managers. The sum of what they may use is never above its amount: one gets more only when another
 * has confirmed that it uses less.
 */
final class LimitShares {
    private final String name;
    private final TreeMap<String, LimitShareRow> rows = new TreeMap<>();
    private final Map<String, Long> used = new HashMap<>();

    LimitShares(String name) {
        this.name = name;
    }

    Collection<LimitShareRow> all() {
        return List.copyOf(rows.values());
    }

    Optional<LimitShareRow> find(String managerId) {
        return Optional.ofNullable(rows.get(managerId));
    }

    long used(String managerId) {
        return used.getOrDefault(managerId, 0L);
    }

    void load(LimitShareRow row) {
        rows.put(row.managerId(), row);
    }

    void told(Turn turn, String managerId, Known known, LimitRow limit) {
        used.put(managerId, known.used());
        LimitShareRow share = rows.getOrDefault(managerId, new LimitShareRow(managerId, name, 0, 0, 0));
        if (known.revision() == share.revision()) {
            put(turn, managerId, share.amount(), Math.max(share.amount(), known.used()), share.revision());
        } else if (known.revision() > share.revision()) {
            // This store was restored, or the limit made anew: what the manager was granted meanwhile is not known
            // here.
            put(turn, managerId, share.amount(), Math.max(share.bound(), limit.amount()), known.revision() + 1);
        }
    }

    void forget(Turn turn, String managerId) {
        used.remove(managerId);
        LimitShareRow row = rows.remove(managerId);
        if (row != null) {
            turn.delete(row);
        }
    }

    /** As much on each host, at whichever manager. */
    Collection<String> giveAll(Turn turn, LimitRow limit, Collection<String> managers) {
        TreeSet<String> changed = new TreeSet<>();
        for (String manager : managers) {
            LimitShareRow share = rows.get(manager);
            if (share == null || share.amount() != limit.amount()) {
                grant(turn, manager, limit.amount(), limit.amount());
                changed.add(manager);
            }
        }
        return changed;
    }

    /**
     * Shares it out anew where somebody lacks what another has to spare. Answers who was granted something else than before.
     *
     * @param demands of the managers that can be told now: what they could use
     */
    Collection<String> share(Turn turn, LimitRow limit, Map<String, Long> demands) {
        long elsewhere = rows.values().stream()
                .filter(row -> !demands.containsKey(row.managerId()))
                .mapToLong(LimitShareRow::bound)
                .sum();
        long here = Math.max(0, limit.amount() - elsewhere);
        TreeSet<String> changed = new TreeSet<>();
        long given = demands.keySet().stream().mapToLong(this::amount).sum();
        boolean lacking = demands.entrySet().stream().anyMatch(entry -> entry.getValue() > amount(entry.getKey()));
        if (!lacking && given <= here) {
            return changed;
        }
        Map<String, Long> wanted = WaterLevel.split(demands, here);
        wanted.forEach((manager, amount) -> {
            long before = amount(manager);
            if (amount < before) {
                grant(turn, manager, amount, rows.get(manager).bound());
                changed.add(manager);
            }
        });
        wanted.forEach((manager, amount) -> {
            long bound = find(manager).map(LimitShareRow::bound).orElse(0L);
            long reachable = Math.min(amount, bound + Math.max(0, limit.amount() - bounds()));
            if (reachable > amount(manager)) {
                grant(turn, manager, reachable, Math.max(bound, reachable));
                changed.add(manager);
            }
        });
        return changed;
    }

    private long amount(String managerId) {
        return find(managerId).map(LimitShareRow::amount).orElse(0L);
    }

    private long bounds() {
        return rows.values().stream().mapToLong(LimitShareRow::bound).sum();
    }

    private void grant(Turn turn, String managerId, long amount, long bound) {
        long revision = find(managerId).map(LimitShareRow::revision).orElse(0L) + 1;
        put(turn, managerId, amount, bound, revision);
    }

    private void put(Turn turn, String managerId, long amount, long bound, long revision) {
        LimitShareRow row = new LimitShareRow(managerId, name, amount, bound, revision);
        LimitShareRow before = rows.put(managerId, row);
        if (before == null) {
            turn.insert(row);
        } else if (!before.equals(row)) {
            turn.update(row);
        }
    }
}
