package org.tablao.manager;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Steps 5 and 6 of the handshake, each once a session. Any thread. */
final class HandshakeLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.tablao.handshake");

    private final Map<String, Progress> sessions = new ConcurrentHashMap<>();

    private static final class Progress {
        final String name;
        boolean available;
        boolean assigned;

        Progress(String name) {
            this.name = name;
        }
    }

    void opened(String workerId, String name) {
        sessions.put(workerId, new Progress(name));
    }

    void available(String workerId) {
        Progress session = sessions.get(workerId);
        if (session != null && !session.available) {
            session.available = true;
            LOG.info("handshake 5/6 worker {} is available", session.name);
        }
    }

    void assigned(String workerId, String jobId, int task) {
        Progress session = sessions.get(workerId);
        if (session != null && !session.assigned) {
            session.assigned = true;
            LOG.info("handshake 6/6 task {}.{} assigned to worker {}", jobId, task, session.name);
        }
    }

    void closed(String workerId) {
        sessions.remove(workerId);
    }
}
