package org.tablao.nodeapi.farm;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The stream of what changes. */
@ProviderType
public interface EventFeed {
    /**
     * Calls the listener with all events after {@code lastId}, in order, from one thread at a time; it must not block. Begins
     * with {@code reset} where {@code lastId} is not kept any more. An empty {@code lastId} begins with what comes next.
     */
    AutoCloseable subscribe(String lastId, Consumer<FarmEvent> listener);
}
