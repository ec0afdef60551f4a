package org.tablao.server;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import org.tablao.core.ids.UuidV7;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.store.AuditRow;

/** What users did, noted in the commit of the change itself: there is no change without its entry, and no entry without its change. */
final class Deeds {
    private final Clock clock;
    private final UuidV7 ids;

    Deeds(Clock clock) {
        this.clock = clock;
        this.ids = new UuidV7(clock, new SecureRandom());
    }

    /**
     * @param object ids, the job's first
     * @param detail for people, or empty
     */
    void note(Turn turn, Caller caller, String action, String object, String detail) {
        turn.insert(new AuditRow(
                ids.next(),
                clock.millis(),
                caller.name(),
                caller.kind().name().toLowerCase(Locale.ROOT),
                action,
                object,
                "done",
                detail,
                caller.address()));
    }
}
