package org.tablao.handshake;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tablao.nodeapi.node.Ticker;

/** Nonces that were given out: each is good once, for a minute. */
final class Challenges {

    static final Duration LIFE = Duration.ofMinutes(1);

    /** Ten thousand nodes may knock in one minute; beyond that the oldest has to identify again. */
    private static final int MOST = 10_000;

    private final Ticker ticker;
    private final Map<String, Long> given = new LinkedHashMap<>();

    Challenges(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized String next() {
        forgetOld();
        String nonce = Secrets.token();
        given.put(nonce, ticker.nanos());
        return nonce;
    }

    /** Whether the nonce was given out and is still good; it is not after this. */
    synchronized boolean redeem(String nonce) {
        Long since = given.remove(nonce);
        return since != null && !isOld(since);
    }

    private void forgetOld() {
        Iterator<Long> oldestFirst = given.values().iterator();
        while (oldestFirst.hasNext()) {
            long since = oldestFirst.next();
            if (given.size() < MOST && !isOld(since)) {
                return;
            }
            oldestFirst.remove();
        }
    }

    private boolean isOld(long since) {
        return ticker.nanos() - since > LIFE.toNanos();
    }
}
