package org.tablao.manager;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tablao.nodeapi.manager.ManagerEvent;

/** Durable events that the server has not acknowledged, in order. Any thread. */
final class Outgoing {
    /** Of some hundred bytes each. */
    private static final int MOST_ROWS = 4_000;

    private final Deque<ManagerEvent> events = new ArrayDeque<>();
    private long last;
    private volatile Runnable onNew = () -> {};

    /** Calls this when there is something new to send; it must not block. */
    void onNew(Runnable wake) {
        onNew = wake;
    }

    /** The state was loaded anew: these are what is durable, whether it was sent or not. */
    void reset(List<ManagerEvent> stored) {
        synchronized (this) {
            events.clear();
            events.addAll(stored);
            last = stored.isEmpty() ? 0 : stored.get(stored.size() - 1).sequence();
        }
        onNew.run();
    }

    void add(ManagerEvent event) {
        synchronized (this) {
            if (!events.isEmpty() && event.sequence() <= events.peekLast().sequence()) {
                return;
            }
            if (event.restart()) {
                events.clear();
            }
            events.add(event);
            last = event.sequence();
        }
        onNew.run();
    }

    /** The first of them, fewer where they tell much: a message has its bound. */
    synchronized List<ManagerEvent> first(int most) {
        List<ManagerEvent> first = new ArrayList<>();
        int rows = 0;
        for (ManagerEvent event : events) {
            rows += rows(event);
            if (first.size() == most || (rows > MOST_ROWS && !first.isEmpty())) {
                break;
            }
            first.add(event);
        }
        return first;
    }

    private static int rows(ManagerEvent event) {
        return event.jobs().size()
                + event.tasks().size()
                + event.attempts().size()
                + event.workers().size()
                + event.frames().size()
                + event.blocks().size();
    }

    /** The last one's number; all before it were sent, or are to be. */
    synchronized long last() {
        return last;
    }

    synchronized void acknowledged(long upTo) {
        while (!events.isEmpty() && events.peekFirst().sequence() <= upTo) {
            events.removeFirst();
        }
    }

    synchronized int size() {
        return events.size();
    }
}
