package org.tablao.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tablao.nodeapi.node.Ticker;

/** Codes that open one session each, soon or never; the oldest first. */
final class LoginCodes {
    static final int MOST = 100;
    static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private record Made(Sessions.Holder holder, long at) {}

    private final Ticker ticker;
    private final Map<String, Made> codes = new LinkedHashMap<>();

    LoginCodes(Ticker ticker) {
        this.ticker = ticker;
    }

    /** @param holder whose session it will open */
    synchronized String make(Sessions.Holder holder) {
        String code = Secrets.make();
        codes.put(Secrets.digest(code), new Made(holder, ticker.nanos()));
        if (codes.size() > MOST) {
            codes.remove(codes.keySet().iterator().next());
        }
        return code;
    }

    /** Whose session the code opens, if it is good; it is not any more after this. */
    synchronized Optional<Sessions.Holder> spend(String code) {
        Made made = codes.remove(Secrets.digest(code));
        return made != null && ticker.nanos() - made.at() <= GOOD_FOR.toNanos()
                ? Optional.of(made.holder())
                : Optional.empty();
    }
}
