package org.tablao.server;

import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tablao.nodeapi.farm.EventFeed;
import org.tablao.nodeapi.farm.FarmEvent;

/** Offers the server's stream of events. */
@Component
public final class FeedDesk implements EventFeed {
    private final EventFeed events;

    @Activate
    public FeedDesk(@Reference ServerRoom room) {
        this.events = room.events();
    }

    @Override
    public AutoCloseable subscribe(String lastId, Consumer<FarmEvent> listener) {
        return events.subscribe(lastId, listener);
    }
}
