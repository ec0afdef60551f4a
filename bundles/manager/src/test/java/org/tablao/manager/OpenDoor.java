package org.tablao.manager;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.tablao.nodeapi.handshake.Doorkeeper;
import org.tablao.nodeapi.handshake.Handshake;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.KnownNode;
import org.tablao.nodeapi.handshake.Session;

/** Admits everybody; a key is its node's id. */
final class OpenDoor implements Doorkeeper, Handshake {
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    static Identification of(String role, String name) {
        HostFacts host = new HostFacts("host", "Linux", "amd64", 2, 1, "0.1.0", "17");
        return new Identification(role, name, name, "boot-1", host, "", "", "", "", "", "");
    }

    @Override
    public Verdict check(Identification who, String certifiedId, Function<String, Optional<KnownNode>> known) {
        return new Verdict.Admitted(
                who.publicKey(), known.apply(who.publicKey()).isEmpty());
    }

    @Override
    public Session open(String nodeId, String bootNonce) {
        Session session = new Session(nodeId, "token-" + nodeId);
        sessions.put(nodeId, session);
        return session;
    }

    @Override
    public boolean isOpen(Session session) {
        return session.equals(sessions.get(session.nodeId()));
    }

    @Override
    public void close(String nodeId) {
        sessions.remove(nodeId);
    }

    @Override
    public CompletionStage<IdentifyAnswer.Confirmed> join(
            String role,
            String storeId,
            String callbackToken,
            Function<Identification, CompletionStage<IdentifyAnswer>> identify) {
        return identify.apply(of(role, "manager")).thenApply(IdentifyAnswer.Confirmed.class::cast);
    }

    @Override
    public String bootNonce() {
        return "boot-1";
    }
}
