package org.tablao.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.farm.EventFeed;
import org.tablao.nodeapi.farm.FarmEvent;

/** Keeps the last events, so that a front end that lost its connection goes on where it was. Any thread. */
final class EventRing implements EventFeed {
    private static final Logger LOG = LoggerFactory.getLogger(EventRing.class);

    private final String boot;
    private final int size;
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private final List<Consumer<FarmEvent>> listeners = new ArrayList<>();
    private long last;

    /** @param boot without a hyphen; new at each start, for numbers begin again */
    EventRing(String boot, int size) {
        this.boot = boot;
        this.size = size;
    }

    void emit(String type, Object data) {
        emitLater(type, () -> data);
    }

    /** The data is made when it is first told to somebody, which for most events is never. */
    synchronized void emitLater(String type, Supplier<?> data) {
        Kept event = new Kept(++last, type, data);
        kept.addLast(event);
        if (kept.size() > size) {
            kept.removeFirst();
        }
        if (!listeners.isEmpty()) {
            FarmEvent told = event.told(boot);
            List.copyOf(listeners).forEach(listener -> tell(listener, told));
        }
    }

    private record Kept(long number, String type, Supplier<?> data) {
        FarmEvent told(String boot) {
            return new FarmEvent(boot + "-" + number, type, data.get());
        }
    }

    @Override
    public synchronized AutoCloseable subscribe(String lastId, Consumer<FarmEvent> listener) {
        // Not the listener itself: the same one may subscribe twice.
        Consumer<FarmEvent> subscription = listener::accept;
        listeners.add(subscription);
        if (!lastId.isEmpty()) {
            replay(lastId, subscription);
        }
        return () -> remove(subscription);
    }

    private void replay(String lastId, Consumer<FarmEvent> listener) {
        long seen = seen(lastId);
        long firstKept = last - kept.size() + 1;
        if (seen < firstKept - 1 || seen > last) {
            tell(listener, new FarmEvent(boot + "-" + last, "reset", Map.of()));
            return;
        }
        kept.stream().skip(seen - firstKept + 1).toList().forEach(event -> tell(listener, event.told(boot)));
    }

    /** The number in an id of this start; -1 where it is not one. */
    private long seen(String id) {
        String prefix = boot + "-";
        try {
            return id.startsWith(prefix) ? Math.max(-1, Long.parseLong(id.substring(prefix.length()))) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void tell(Consumer<FarmEvent> listener, FarmEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            listeners.remove(listener);
            LOG.warn("a listener met a fault and gets no more events: {}", e.toString());
        }
    }

    private synchronized void remove(Consumer<FarmEvent> listener) {
        listeners.remove(listener);
    }
}
