package org.tablao.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.tablao.nodeapi.farm.EventFeed;
import org.tablao.nodeapi.farm.FarmEvent;

/** A feed that tells of what the test says, and replays what it told. */
final class FakeFeed implements EventFeed {
    final List<Consumer<FarmEvent>> listeners = new CopyOnWriteArrayList<>();
    private final List<FarmEvent> told = new ArrayList<>();

    @Override
    public synchronized AutoCloseable subscribe(String lastId, Consumer<FarmEvent> listener) {
        if (!lastId.isEmpty()) {
            int last = Integer.parseInt(lastId.substring(lastId.indexOf('-') + 1));
            told.stream().skip(last).forEach(listener);
        }
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    synchronized void tell(String type, Object data) {
        FarmEvent event = new FarmEvent("start-" + (told.size() + 1), type, data);
        told.add(event);
        listeners.forEach(listener -> listener.accept(event));
    }

    void tellOfJob(String id) {
        tell("job", Map.of("id", id));
    }
}
