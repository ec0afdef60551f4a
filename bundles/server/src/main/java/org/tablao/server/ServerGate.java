package org.tablao.server;

import java.util.Optional;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.ServerState;
import org.tablao.nodeapi.manager.Why.GateAnswer;

/** One condition under which the server leases a job to a manager, as it is told to people. */
@FunctionalInterface
interface ServerGate {
    /** What it says of a job; empty where it has nothing to say. */
    Optional<GateAnswer> ask(ServerState state, JobEntry job, long nowMillis);

    static GateAnswer open(String name, String reason) {
        return new GateAnswer(name, true, reason, "", "", "");
    }

    static GateAnswer closed(String name, String reason, String change) {
        return new GateAnswer(name, false, reason, change, "", "");
    }
}
