package org.tablao.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** The one true time of a run, and what happens in it, in order. The run's trace is the hash of all that it was told. */
final class Timeline {
    private static final int NOTES_KEPT = 100_000;

    private record Event(long atNanos, long order, Runnable work) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atNanos != other.atNanos ? Long.compare(atNanos, other.atNanos) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final Deque<String> notes = new ArrayDeque<>();
    private final boolean talkative;
    private long nowNanos;
    private long order;
    private long trace = 1;

    /** @param talkative whether it keeps what it is told as text, for people */
    Timeline(boolean talkative) {
        this.talkative = talkative;
    }

    long now() {
        return nowNanos;
    }

    double seconds() {
        return nowNanos / 1e9;
    }

    void at(long whenNanos, Runnable work) {
        queue.add(new Event(Math.max(nowNanos, whenNanos), order++, work));
    }

    void after(long nanos, Runnable work) {
        at(nowNanos + nanos, work);
    }

    /** Lets the next thing happen. */
    void step() {
        Event next = queue.remove();
        nowNanos = next.atNanos;
        next.work.run();
    }

    /** Something happened that two runs of one seed must have in common. */
    void note(long what, Supplier<String> text) {
        trace = (trace ^ what ^ nowNanos) * 0x9E3779B97F4A7C15L;
        trace ^= trace >>> 29;
        if (talkative) {
            notes.add(String.format("%10.3f  %s", seconds(), text.get()));
            if (notes.size() > NOTES_KEPT) {
                notes.remove();
            }
        }
    }

    long trace() {
        return trace;
    }

    long events() {
        return order;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
