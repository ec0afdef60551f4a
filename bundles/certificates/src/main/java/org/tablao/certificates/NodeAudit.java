package org.tablao.certificates;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import org.tablao.core.ids.UuidV7;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.NodeRow;

/** Ids, and entries of the audit for what becomes of nodes. */
final class NodeAudit {
    private static final String AS_NODE = "node";

    private final Clock clock;
    private final UuidV7 ids;

    NodeAudit(Clock clock) {
        this.clock = clock;
        this.ids = new UuidV7(clock, new SecureRandom());
    }

    String newId() {
        return ids.next();
    }

    Change done(Caller caller, String action, String object, String detail) {
        return row(caller.name(), caller.kind().name().toLowerCase(Locale.ROOT), action, object, detail, "");
    }

    Change joined(NodeRow node, String from) {
        return row(AS_NODE, AS_NODE, "join", node.id(), node.roles() + " " + node.name(), from);
    }

    private Change row(String who, String kind, String action, String object, String detail, String from) {
        return new Change.Insert(
                new AuditRow(ids.next(), clock.millis(), who, kind, action, object, "done", detail, from));
    }
}
