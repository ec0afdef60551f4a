package org.tablao.core.server;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tablao.core.owner.Turn;
import org.tablao.core.state.ManagerStatus;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.store.ManagerRow;

/** Who manages, and who was heard of when. */
public final class ManagerBook {
    private final TreeMap<String, ManagerEntry> all = new TreeMap<>();
    private final ServerWatcher watcher;

    ManagerBook(ServerWatcher watcher) {
        this.watcher = watcher;
    }

    public Collection<ManagerEntry> all() {
        return all.values();
    }

    public Optional<ManagerEntry> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    public Optional<ManagerEntry> findByKey(String publicKey) {
        return all.values().stream()
                .filter(manager ->
                        !manager.isDead() && manager.row().publicKey().equals(publicKey))
                .findFirst();
    }

    public boolean hasName(String name) {
        return all.values().stream().anyMatch(manager -> manager.row().name().equals(name));
    }

    public String name(String id) {
        return find(id).map(manager -> manager.row().name()).orElse("");
    }

    /** Step 3: adds a manager, or takes up what it is at its return. */
    ManagerEntry join(Turn turn, String id, Identification who, String host, long nowMillis, long nanos) {
        ManagerEntry known = all.get(id);
        ManagerEntry manager = known != null ? known : new ManagerEntry(added(id, who, host, nowMillis), nanos);
        manager.rejoin(who, host);
        manager.heard(nanos, nowMillis);
        manager.move(ManagerStatus.STARTING);
        manager.waits(false);
        if (known == null) {
            all.put(id, manager);
            turn.insert(manager.row());
        } else {
            turn.update(manager.row());
        }
        watcher.manager(turn, manager);
        return manager;
    }

    /** Any call of a manager that is confirmed. */
    void heard(Turn turn, ManagerEntry manager, long nowMillis, long nanos) {
        manager.heard(nanos, nowMillis);
        if (manager.status() == ManagerStatus.AWAY || manager.status() == ManagerStatus.LOST) {
            change(turn, manager, ManagerStatus.AVAILABLE);
        }
    }

    void change(Turn turn, ManagerEntry manager, ManagerStatus next) {
        if (manager.status() != next) {
            manager.move(next);
            turn.update(manager.row());
            watcher.manager(turn, manager);
        }
    }

    /** Those that were not heard of for too long are away. */
    public void noticeSilence(Turn turn, Duration longest, long nanos) {
        for (ManagerEntry manager : all.values()) {
            boolean here = manager.status() == ManagerStatus.AVAILABLE || manager.status() == ManagerStatus.STARTING;
            if (here && manager.silentSeconds(nanos) > longest.toMillis() / 1e3) {
                if (manager.waiting()) {
                    // It may only have been frozen: then it asks anew at once, instead of waiting for a call that we
                    // forgot.
                    watcher.orders(turn, manager, new ManagerOrders(List.of(), List.of()));
                }
                manager.waits(false);
                change(turn, manager, ManagerStatus.AWAY);
            }
        }
    }

    /**
     * Managers whose right to their jobs ended just now. One in the server's own process is silent only while the server is frozen,
     * and writes its tasks itself.
     */
    List<ManagerEntry> expire(Turn turn, ServerTerms terms, long nanos) {
        List<ManagerEntry> expired = all.values().stream()
                .filter(manager -> manager.isDead() || !manager.sharesStore(terms.storeId()))
                .filter(manager -> manager.expires(terms, nanos))
                .toList();
        expired.forEach(manager -> lose(turn, manager));
        return expired;
    }

    /** Nothing more is heard of it: its key is good no more. */
    void declareDead(Turn turn, ManagerEntry manager, long nanos) {
        manager.declareDead(nanos);
        lose(turn, manager);
        turn.update(manager.row());
        watcher.manager(turn, manager);
    }

    private void lose(Turn turn, ManagerEntry manager) {
        manager.waits(false);
        if (manager.status() != ManagerStatus.OFFLINE) {
            change(turn, manager, ManagerStatus.LOST);
        }
    }

    void load(ManagerRow row, long nanos) {
        all.put(row.id(), new ManagerEntry(row, nanos));
    }

    private static ManagerRow added(String id, Identification who, String host, long nowMillis) {
        return new ManagerRow(
                id,
                who.name(),
                who.publicKey(),
                who.bootNonce(),
                who.url(),
                who.storeId(),
                ManagerStatus.STARTING.wireName(),
                host,
                nowMillis,
                nowMillis,
                0);
    }
}
