package org.tablao.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tablao.nodeapi.handshake.KnownNode;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/**
 * Who may call: the handshake's rules without its cryptography. Sessions live as long as the process; one node has one, and
 * another start of it is let in only at its own place, or when the one that is known is silent.
 */
final class Door {
    private static final double ALIVE_SECONDS = 10;

    /**
     * A session.
     *
     * @param nodeId whose
     */
    record Pass(String nodeId, String bootNonce, int number) {}

    private final Map<String, Pass> open = new HashMap<>();
    private int opened;

    /** @throws RefusedException where another process with the same key is alive */
    void check(Optional<KnownNode> known, String bootNonce) {
        boolean clone = known.filter(node -> !node.bootNonce().equals(bootNonce)
                        && !placeOf(node.bootNonce()).equals(placeOf(bootNonce))
                        && node.heardSecondsAgo() < ALIVE_SECONDS
                        && isOpen(node.nodeId(), node.bootNonce()))
                .isPresent();
        if (clone) {
            throw new RefusedException(Refusal.SUPERSEDED, "Another process with this key is alive.", "");
        }
    }

    private static String placeOf(String bootNonce) {
        return bootNonce.substring(0, bootNonce.lastIndexOf('-'));
    }

    Pass open(String nodeId, String bootNonce) {
        Pass pass = new Pass(nodeId, bootNonce, opened++);
        open.put(nodeId, pass);
        return pass;
    }

    void close(String nodeId) {
        open.remove(nodeId);
    }

    void closeAll() {
        open.clear();
    }

    /** @throws RefusedException where the session is not the node's current one */
    void admit(Pass pass) {
        if (!pass.equals(open.get(pass.nodeId))) {
            throw new RefusedException(Refusal.UNAUTHENTICATED, "This session is not open any more.", "");
        }
    }

    private boolean isOpen(String nodeId, String bootNonce) {
        return Optional.ofNullable(open.get(nodeId))
                .filter(pass -> pass.bootNonce.equals(bootNonce))
                .isPresent();
    }
}
