package org.tablao.configuration;

import org.osgi.service.component.annotations.Component;
import org.tablao.nodeapi.node.Ticker;

/** The process's monotonic time. */
@Component
public final class SystemTicker implements Ticker {

    private final Ticker system = Ticker.system();

    @Override
    public long nanos() {
        return system.nanos();
    }
}
