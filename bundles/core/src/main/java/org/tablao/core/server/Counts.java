package org.tablao.core.server;

import org.tablao.core.state.Status;

/** How many things have each status; kept while they change, so that reading costs nothing. */
public final class Counts<S extends Enum<S> & Status> {
    private final long[] counts;

    public Counts(Class<S> kind) {
        this.counts = new long[kind.getEnumConstants().length];
    }

    public long of(S status) {
        return counts[status.ordinal()];
    }

    public int small(S status) {
        return (int) Math.min(Integer.MAX_VALUE, of(status));
    }

    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    /** Adds things with a status; for those read from the store. */
    public void add(S status, long more) {
        counts[status.ordinal()] += more;
    }

    void move(S from, S to) {
        counts[from.ordinal()]--;
        counts[to.ordinal()]++;
    }

    void addAll(Counts<S> others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
    }
}
