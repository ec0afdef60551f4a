package org.tablao.core.server;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tablao.nodeapi.store.LimitRow;

/** Limits by name: of each there is only so much, on the farm or on each host. */
public final class LimitBook {
    private final TreeMap<String, LimitRow> all = new TreeMap<>();

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

    void load(LimitRow row) {
        all.put(row.name(), row);
    }
}
