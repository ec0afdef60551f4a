package org.tablao.simulation.day;

import java.util.PriorityQueue;

/** Virtual time, and what is to happen in it: at the same moment in the order in which it was put down. */
final class Agenda {
    private record Entry(long millis, long number, Runnable what) {}

    private final PriorityQueue<Entry> entries = new PriorityQueue<>((one, other) -> one.millis() == other.millis()
            ? Long.compare(one.number(), other.number())
            : Long.compare(one.millis(), other.millis()));
    private long numbers;
    private long now;

    /** Milliseconds since the day began. */
    long now() {
        return now;
    }

    void at(long millis, Runnable what) {
        entries.add(new Entry(Math.max(now, millis), numbers++, what));
    }

    void in(long millis, Runnable what) {
        at(now + millis, what);
    }

    /** Goes on to what happens next. */
    void advance() {
        Entry next = entries.remove();
        now = next.millis();
        next.what().run();
    }
}
