package org.tablao.core.index;

import java.util.BitSet;

/** The queued tasks of one job and class, lowest number first: a bit a task, so that a million cost 125 kB and no search. */
final class TaskQueue {
    static final int NONE = -1;

    private final BitSet fresh = new BitSet();
    private final BitSet retries = new BitSet();
    private int freshFrom;
    private int retriesFrom;
    private int size;

    void add(int task, boolean retry) {
        BitSet bits = retry ? retries : fresh;
        if (bits.get(task)) {
            return;
        }
        bits.set(task);
        size++;
        if (retry) {
            retriesFrom = Math.min(retriesFrom, task);
        } else {
            freshFrom = Math.min(freshFrom, task);
        }
    }

    void remove(int task) {
        if (fresh.get(task) || retries.get(task)) {
            fresh.clear(task);
            retries.clear(task);
            size--;
        }
    }

    /** The first task; {@link #NONE} where there is none. */
    int first(boolean withRetries) {
        freshFrom = next(fresh, freshFrom);
        int first = freshFrom < fresh.length() ? freshFrom : NONE;
        if (!withRetries) {
            return first;
        }
        retriesFrom = next(retries, retriesFrom);
        if (retriesFrom >= retries.length()) {
            return first;
        }
        return first == NONE ? retriesFrom : Math.min(first, retriesFrom);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Passes over what was taken, once and for all; the end where nothing follows. */
    private static int next(BitSet bits, int from) {
        int next = bits.nextSetBit(from);
        return next < 0 ? bits.length() : next;
    }
}
