package org.tablao.access;

import java.security.SecureRandom;
import java.time.Clock;
import org.tablao.core.ids.UuidV7;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.Change;

/** Makes entries of the audit for what this bundle changes. */
final class Audit {
    private final Clock clock;
    private final UuidV7 ids;

    Audit(Clock clock) {
        this.clock = clock;
        this.ids = new UuidV7(clock, new SecureRandom());
    }

    String newId() {
        return ids.next();
    }

    /** An entry with an id and the time. */
    AuditRow dated(AuditRow entry) {
        return new AuditRow(
                ids.next(),
                clock.millis(),
                entry.who(),
                entry.kind(),
                entry.action(),
                entry.object(),
                entry.outcome(),
                entry.detail(),
                entry.address());
    }

    Change done(Caller caller, String action, String object, String detail) {
        return new Change.Insert(new AuditRow(
                ids.next(),
                clock.millis(),
                caller.name(),
                UserCheck.roleOf(caller.kind()),
                action,
                object,
                "done",
                detail,
                caller.address()));
    }
}
