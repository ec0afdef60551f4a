package org.tablao.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tablao.nodeapi.node.Ticker;

/** Codes that open one session each, soon or never; the oldest first. */
final class LoginCodes {
    static final int MOST = 100;
    static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Ticker ticker;
    private final Map<String, Long> madeAt = new LinkedHashMap<>();

    LoginCodes(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized String make() {
        String code = Secrets.make();
        madeAt.put(Secrets.digest(code), ticker.nanos());
        if (madeAt.size() > MOST) {
            madeAt.remove(madeAt.keySet().iterator().next());
        }
        return code;
    }

    /** Whether the code is good; it is not any more after this. */
    synchronized boolean spend(String code) {
        Long made = madeAt.remove(Secrets.digest(code));
        return made != null && ticker.nanos() - made <= GOOD_FOR.toNanos();
    }
}
