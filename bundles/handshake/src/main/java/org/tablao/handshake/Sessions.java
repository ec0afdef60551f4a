package org.tablao.handshake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tablao.nodeapi.handshake.Session;

/** The open sessions, one a node. They live as long as this process. */
final class Sessions {

    private record Open(String bootNonce, String token) {}

    private final Map<String, Open> byNode = new ConcurrentHashMap<>();

    Session open(String nodeId, String bootNonce) {
        String token = Secrets.token();
        byNode.put(nodeId, new Open(bootNonce, token));
        return new Session(nodeId, token);
    }

    boolean isOpen(Session session) {
        Open open = byNode.get(session.nodeId());
        return open != null && Secrets.same(open.token(), session.token());
    }

    /** Whether this start of the node has an open session. */
    boolean isOpen(String nodeId, String bootNonce) {
        Open open = byNode.get(nodeId);
        return open != null && open.bootNonce().equals(bootNonce);
    }

    void close(String nodeId) {
        byNode.remove(nodeId);
    }
}
