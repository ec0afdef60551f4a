package org.tablao.core.lease;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** What ends when nothing is heard of it. Moving a deadline later costs one look-up, for that is what happens all the time. */
public final class Deadlines<K> {
    private final Map<K, Deadline<K>> current = new HashMap<>();
    private final PriorityQueue<Deadline<K>> queue = new PriorityQueue<>(Deadlines::compare);
    private long added;

    /** Sets the deadline of a key, or moves it to a later time. */
    public void set(K key, long atNanos) {
        Deadline<K> known = current.get(key);
        if (known == null) {
            Deadline<K> deadline = new Deadline<>(key, added++, atNanos);
            current.put(key, deadline);
            queue.add(deadline);
        } else {
            known.atNanos = atNanos - known.atNanos > 0 ? atNanos : known.atNanos;
        }
    }

    public void remove(K key) {
        Deadline<K> known = current.remove(key);
        if (known != null) {
            known.removed = true;
        }
    }

    public boolean contains(K key) {
        return current.containsKey(key);
    }

    /** Takes out the keys whose time has come, in its order. */
    public List<K> due(long nowNanos) {
        List<K> keys = new ArrayList<>();
        while (!queue.isEmpty() && queue.peek().queuedNanos - nowNanos <= 0) {
            Deadline<K> first = queue.poll();
            if (first.removed) {
                continue;
            }
            if (first.atNanos - nowNanos > 0) {
                first.queuedNanos = first.atNanos;
                queue.add(first);
            } else {
                current.remove(first.key);
                keys.add(first.key);
            }
        }
        return keys;
    }

    private static int compare(Deadline<?> one, Deadline<?> other) {
        int byTime = Long.signum(one.queuedNanos - other.queuedNanos);
        return byTime != 0 ? byTime : Long.compare(one.order, other.order);
    }

    private static final class Deadline<K> {
        final K key;
        final long order;
        long atNanos;
        long queuedNanos;
        boolean removed;

        Deadline(K key, long order, long atNanos) {
            this.key = key;
            this.order = order;
            this.atNanos = atNanos;
            this.queuedNanos = atNanos;
        }
    }
}
