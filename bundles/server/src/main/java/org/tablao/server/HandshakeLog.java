package org.tablao.server;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.owner.Turn;
import org.tablao.core.server.ManagerEntry;
import org.tablao.core.state.ManagerStatus;
import org.tablao.nodeapi.manager.ManagerOrders;

/** Logs the last two steps of a manager's handshake, each once a session. The owner's thread only. */
final class HandshakeLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.tablao.handshake");
    private static final int CONFIRMED = 4;

    private final Map<String, Integer> steps = new HashMap<>();

    void changed(Turn turn, ManagerEntry manager) {
        String name = manager.row().name();
        if (manager.status() == ManagerStatus.STARTING) {
            steps.put(manager.id(), CONFIRMED);
        } else if (manager.status() == ManagerStatus.AVAILABLE && steps.replace(manager.id(), CONFIRMED, 5)) {
            turn.whenDurable(() -> LOG.info("handshake 5/6 manager {} is available", name));
        }
    }

    void ordered(Turn turn, ManagerEntry manager, ManagerOrders orders) {
        if (!orders.jobs().isEmpty() && steps.replace(manager.id(), 5, 6)) {
            String name = manager.row().name();
            String job = orders.jobs().get(0).jobId();
            turn.whenDurable(() -> LOG.info("handshake 6/6 job {} assigned to manager {}", job, name));
        }
    }
}
