package org.tablao.core.server;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.ManagerAvailability.Known;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.nodeapi.store.LimitShareRow;

/** Limits by name: of each there is only so much, on the farm or on each host; and what managers were granted of them. */
public final class LimitBook {
    static final String FARM = "farm";
    private static final long GONE = -1;

    private final TreeMap<String, LimitRow> all = new TreeMap<>();
    private final TreeMap<String, LimitShares> shares = new TreeMap<>();

    LimitBook() {}

    public Collection<LimitRow> all() {
        return all.values();
    }

    public Set<String> names() {
        return Set.copyOf(all.keySet());
    }

    public Optional<LimitRow> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** What managers were granted of a limit, by the manager's id. */
    public Collection<LimitShareRow> shares(String name) {
        return sharesOf(name).all();
    }

    /** What a manager uses of a limit, as it told last. */
    public long used(String name, String managerId) {
        return sharesOf(name).used(managerId);
    }

    void load(LimitRow row) {
        all.put(row.name(), row);
    }

    void load(LimitShareRow row) {
        sharesOf(row.name()).load(row);
    }

    /** Makes a limit, or changes it. */
    LimitRow put(Turn turn, String name, String scope, long amount, String description) {
        LimitRow before = all.get(name);
        LimitRow row = new LimitRow(name, scope, amount, description, before == null ? 1 : before.revision() + 1);
        all.put(name, row);
        if (before == null) {
            turn.insert(row);
        } else {
            turn.update(row);
        }
        return row;
    }

    /** Managers that hold some of it are told when they speak of it. */
    void remove(Turn turn, String name) {
        LimitRow row = all.remove(name);
        if (row != null) {
            turn.delete(row);
            sharesOf(name).all().forEach(turn::delete);
            shares.remove(name);
        }
    }

    /** A manager tells which grants it has, and what it uses. */
    void told(Turn turn, String managerId, Collection<Known> known) {
        for (Known one : known) {
            LimitRow limit = all.get(one.id());
            if (one.kind().equals("limit") && limit != null) {
                sharesOf(one.id()).told(turn, managerId, one, limit);
            }
        }
    }

    /** What a manager was granted and does not know. */
    List<LimitGrant> unknown(String managerId, Collection<Known> known) {
        TreeMap<String, Long> revisions = new TreeMap<>();
        known.stream()
                .filter(one -> one.kind().equals("limit"))
                .forEach(one -> revisions.put(one.id(), one.revision()));
        TreeMap<String, LimitGrant> grants = new TreeMap<>();
        revisions.forEach((name, revision) -> {
            if (!all.containsKey(name)) {
                grants.put(name, new LimitGrant(name, FARM, GONE, revision + 1));
            }
        });
        all.values().forEach(limit -> sharesOf(limit.name())
                .find(managerId)
                .filter(share -> share.revision() > revisions.getOrDefault(limit.name(), 0L))
                .ifPresent(share -> grants.put(limit.name(), grant(limit, share))));
        return List.copyOf(grants.values());
    }

    /** A manager's right to its jobs is over: it uses nothing. */
    void forget(Turn turn, String managerId) {
        shares.values().forEach(limit -> limit.forget(turn, managerId));
    }

    LimitShares sharesOf(String name) {
        return shares.computeIfAbsent(name, LimitShares::new);
    }

    private static LimitGrant grant(LimitRow limit, LimitShareRow share) {
        return new LimitGrant(limit.name(), limit.scope(), share.amount(), share.revision());
    }
}
