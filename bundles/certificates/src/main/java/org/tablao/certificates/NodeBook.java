package org.tablao.certificates;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.tablao.nodeapi.store.JoinTokenRow;
import org.tablao.nodeapi.store.NodeRow;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/**
 * Nodes and join tokens as the store has them, in memory, and those that knock: they are only here, so that nobody fills the disk by
 * knocking. Changed by one thread, read by any.
 */
final class NodeBook {
    static final String JOINED = "joined";
    static final String REFUSED = "refused";
    static final String REVOKED = "revoked";

    private static final int MOST_KNOCKING = 100;

    /**
     * A node that waits for an administrator.
     *
     * @param from the address that it asked from
     */
    record Knock(String id, String name, String role, String fingerprint, List<String> addresses, String from) {
        Knock {
            addresses = List.copyOf(addresses);
        }
    }

    private final Map<String, NodeRow> nodes = new ConcurrentSkipListMap<>();
    private final Map<String, String> idByFingerprint = new ConcurrentHashMap<>();
    private final Map<String, JoinTokenRow> tokens = new ConcurrentHashMap<>();
    private final Map<String, Knock> knocking = new LinkedHashMap<>();

    static NodeBook load(Store store) throws StoreException {
        NodeBook book = new NodeBook();
        store.all(NodeRow.class).forEach(book::put);
        store.all(JoinTokenRow.class).forEach(book::put);
        return book;
    }

    void put(NodeRow node) {
        nodes.put(node.id(), node);
        idByFingerprint.put(node.fingerprint(), node.id());
    }

    void put(JoinTokenRow token) {
        tokens.put(token.digest(), token);
    }

    Optional<NodeRow> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    Optional<NodeRow> nodeOfKey(String fingerprint) {
        return Optional.ofNullable(idByFingerprint.get(fingerprint)).flatMap(this::node);
    }

    List<NodeRow> nodes() {
        return List.copyOf(nodes.values());
    }

    /** What certificates of theirs are still good is enough: one that has ended is refused as such. */
    Set<String> revoked(long sinceMillis) {
        return nodes.values().stream()
                .filter(node -> node.status().equals(REVOKED) && node.validUntilMillis() >= sinceMillis)
                .map(NodeRow::id)
                .collect(Collectors.toSet());
    }

    Optional<JoinTokenRow> tokenOfDigest(String digest) {
        return Optional.ofNullable(tokens.get(digest));
    }

    /** The same key knocks as the same; beyond the bound the one that has knocked longest has to knock again. */
    synchronized Knock knock(Knock knock) {
        Knock before = knocking.get(knock.fingerprint());
        if (before != null) {
            return before;
        }
        if (knocking.size() >= MOST_KNOCKING) {
            Iterator<String> oldest = knocking.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        knocking.put(knock.fingerprint(), knock);
        return knock;
    }

    synchronized Optional<Knock> knocking(String id) {
        return knocking.values().stream().filter(knock -> knock.id().equals(id)).findFirst();
    }

    synchronized void answered(String fingerprint) {
        knocking.remove(fingerprint);
    }

    synchronized List<Knock> knocking() {
        return new ArrayList<>(knocking.values());
    }
}
