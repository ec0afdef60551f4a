package org.tablao.core.manager;

import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.store.OutboxRow;

/**
 * Numbers the events, and drops those that the server has. The last one acknowledged stays: it carries the number across a
 * restart.
 */
final class Outbox {
    private long last;
    private long kept;

    /**
     * @param kept the first sequence that may be in the store
     * @param last the last one
     */
    Outbox(long kept, long last) {
        this.kept = kept;
        this.last = last;
    }

    long nextSequence() {
        return ++last;
    }

    long last() {
        return last;
    }

    /** What was not sent is about what is given up. */
    void beginAnew(Turn turn, long serverHas) {
        for (; kept <= last; kept++) {
            turn.delete(new OutboxRow(kept, new byte[0]));
        }
        last = Math.max(last, serverHas);
        kept = last + 1;
    }

    void acknowledged(Turn turn, long upTo) {
        long end = Math.min(upTo, last);
        for (; kept < end; kept++) {
            turn.delete(new OutboxRow(kept, new byte[0]));
        }
    }
}
