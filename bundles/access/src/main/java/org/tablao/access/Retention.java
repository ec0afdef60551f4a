package org.tablao.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/** Removes what the audit need not keep any more, in steps that hold up nobody, and says so in the audit. */
final class Retention {
    static final int STEP = 500;
    static final int MOST_STEPS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Caller FARM = new Caller("(farm)", Caller.Kind.ADMINISTRATOR);

    private final Store store;
    private final Clock clock;
    private final int days;
    private final long entries;

    /** @param days 0 for no bound, as with the number of entries */
    Retention(Store store, Clock clock, int days, long entries) {
        this.store = store;
        this.clock = clock;
        this.days = days;
        this.entries = entries;
    }

    /** What is left to do is done the next time. */
    void prune() {
        try {
            long tooMany = entries == 0 ? 0 : Math.max(0, store.countAudit() - entries);
            long before = days == 0 ? 0 : clock.millis() - Duration.ofDays(days).toMillis();
            for (int step = 0; step < MOST_STEPS; step++) {
                int removed = step(tooMany, before);
                tooMany = Math.max(0, tooMany - removed);
                if (removed < STEP) {
                    return;
                }
            }
        } catch (StoreException e) {
            LOG.warn("the audit could not be pruned: {}", e.getMessage());
        }
    }

    private int step(long tooMany, long before) throws StoreException {
        List<AuditRow> oldest = store.oldestAudit(STEP);
        List<Change> changes = new ArrayList<>();
        long last = 0;
        for (AuditRow entry : oldest) {
            if (changes.size() < tooMany || entry.atMillis() < before) {
                changes.add(new Change.Delete(entry));
                last = entry.atMillis();
            }
        }
        int removed = changes.size();
        if (removed > 0) {
            changes.add(new Audit(clock)
                    .done(FARM, "prune audit", "", removed + " entries up to " + Instant.ofEpochMilli(last)));
            store.commit(changes);
        }
        return removed;
    }
}
