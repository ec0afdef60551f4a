package org.tablao.server;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.tablao.nodeapi.handshake.Doorkeeper;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.KnownNode;
import org.tablao.nodeapi.handshake.Session;

/** Lets in whoever answers the challenge. */
final class OpenDoor implements Doorkeeper {
    private final Set<Session> open = ConcurrentHashMap.newKeySet();

    @Override
    public Verdict check(Identification who, String certifiedId, Function<String, Optional<KnownNode>> known) {
        if (who.nonce().isEmpty()) {
            return new Verdict.Challenge("nonce");
        }
        return known.apply(who.publicKey())
                .map(node -> new Verdict.Admitted(node.nodeId(), false))
                .orElseGet(() -> new Verdict.Admitted("id-" + who.name(), true));
    }

    @Override
    public Session open(String nodeId, String bootNonce) {
        close(nodeId);
        Session session = new Session(nodeId, "token-" + bootNonce);
        open.add(session);
        return session;
    }

    @Override
    public boolean isOpen(Session session) {
        return open.contains(session);
    }

    @Override
    public void close(String nodeId) {
        open.removeIf(session -> session.nodeId().equals(nodeId));
    }
}
