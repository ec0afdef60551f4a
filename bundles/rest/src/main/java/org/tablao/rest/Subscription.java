package org.tablao.rest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's hold on the feed, which may have ended before the feed handed it over. */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private final String token;
    private AutoCloseable held = () -> {};
    private boolean closed;

    /** @param token that the client was let in by */
    Subscription(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }

    void keep(AutoCloseable handedOver) {
        synchronized (this) {
            if (!closed) {
                held = handedOver;
                return;
            }
        }
        close(handedOver);
    }

    void close() {
        AutoCloseable ending;
        synchronized (this) {
            closed = true;
            ending = held;
            held = () -> {};
        }
        close(ending);
    }

    private static void close(AutoCloseable held) {
        try {
            held.close();
        } catch (Exception e) {
            LOG.warn("an event subscription did not end cleanly", e);
        }
    }
}
