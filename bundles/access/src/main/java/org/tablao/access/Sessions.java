package org.tablao.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tablao.nodeapi.node.Ticker;

/** Open sessions by the digest of their token, the longest unused first. */
final class Sessions {
    static final int MOST = 1000;
    static final Duration IDLE = Duration.ofHours(12);

    /** However much it is used: an open event stream uses it all the time. */
    static final Duration LONGEST = Duration.ofDays(7);

    /**
     * Whose it is.
     *
     * @param token id of the token of the API that opened it, and ends it; empty where there is none
     */
    record Holder(String user, String token) {}

    private record Session(Holder holder, long opened, long lastUse) {}

    private final Ticker ticker;
    private final Map<String, Session> open = new LinkedHashMap<>(16, 0.75f, true);

    Sessions(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Opens one and answers its token. */
    synchronized String open(Holder holder) {
        String token = Secrets.make();
        open.put(Secrets.digest(token), new Session(holder, ticker.nanos(), ticker.nanos()));
        if (open.size() > MOST) {
            open.remove(open.keySet().iterator().next());
        }
        return token;
    }

    /** Whose session it is, if it is open; it counts as used now. */
    synchronized Optional<Holder> use(String digest) {
        Session session = open.get(digest);
        if (session == null) {
            return Optional.empty();
        }
        long now = ticker.nanos();
        if (now - session.lastUse() > IDLE.toNanos() || now - session.opened() >= LONGEST.toNanos()) {
            open.remove(digest);
            return Optional.empty();
        }
        open.put(digest, new Session(session.holder(), session.opened(), now));
        return Optional.of(session.holder());
    }

    synchronized void close(String token) {
        open.remove(Secrets.digest(token));
    }

    /** Ends all sessions of a user but one. */
    synchronized void closeAll(String user, String exceptToken) {
        String kept = Secrets.digest(exceptToken);
        open.entrySet()
                .removeIf(entry -> entry.getValue().holder().user().equals(user)
                        && !entry.getKey().equals(kept));
    }
}
