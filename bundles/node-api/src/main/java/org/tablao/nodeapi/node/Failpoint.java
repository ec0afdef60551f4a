package org.tablao.nodeapi.node;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places where a test has this process die on the spot, as by {@code kill -9}: {@code -Dtablao.failpoint=worker.accepted:3} ends it
 * the third time that it comes there. Without that property they do nothing.
 */
public final class Failpoint {
    private static final String WANTED = System.getProperty("tablao.failpoint", "");
    private static final String NAME = WANTED.replaceFirst(":.*", "");
    private static final AtomicInteger LEFT = new AtomicInteger(times());

    private Failpoint() {}

    /** @param name of the place: room, then what has just been done or is next */
    public static void at(String name) {
        if (name.equals(NAME) && LEFT.decrementAndGet() == 0) {
            // As a shell tells of SIGKILL. No hook runs, nothing is flushed.
            Runtime.getRuntime().halt(137);
        }
    }

    private static int times() {
        return WANTED.contains(":") ? Integer.parseInt(WANTED.replaceFirst(".*:", "")) : 1;
    }
}
