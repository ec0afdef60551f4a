package org.tablao.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tablao.nodeapi.node.Ticker;

/** Open sessions by the digest of their token, the longest unused first. */
final class Sessions {
    static final int MOST = 1000;
    static final Duration IDLE = Duration.ofHours(12);

    private final Ticker ticker;
    private final Map<String, Long> lastUse = new LinkedHashMap<>(16, 0.75f, true);

    Sessions(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Opens one and answers its token. */
    synchronized String open() {
        String token = Secrets.make();
        lastUse.put(Secrets.digest(token), ticker.nanos());
        if (lastUse.size() > MOST) {
            lastUse.remove(lastUse.keySet().iterator().next());
        }
        return token;
    }

    /** Whether the session is open; it counts as used now. */
    synchronized boolean use(String token) {
        String digest = Secrets.digest(token);
        Long last = lastUse.get(digest);
        if (last == null) {
            return false;
        }
        long now = ticker.nanos();
        if (now - last > IDLE.toNanos()) {
            lastUse.remove(digest);
            return false;
        }
        lastUse.put(digest, now);
        return true;
    }

    synchronized void close(String token) {
        lastUse.remove(Secrets.digest(token));
    }
}
