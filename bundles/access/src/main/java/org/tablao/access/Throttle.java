package org.tablao.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.node.Ticker;

/** Slows down who guesses the password of a name, and nobody else. */
final class Throttle {
    private static final int MOST_NAMES = 10_000;

    private final Ticker ticker;
    private final Map<String, WrongLogins> byName = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WrongLogins> eldest) {
            return size() > MOST_NAMES;
        }
    };

    Throttle(Ticker ticker) {
        this.ticker = ticker;
    }

    /** @throws RefusedException TOO_MANY while there is a pause for the name */
    void check(String name) {
        Duration pause = pause(name);
        if (!pause.isZero()) {
            throw new RefusedException(
                    Refusal.TOO_MANY,
                    "There were too many wrong logins in a row.",
                    "Try again in " + (pause.toSeconds() + 1) + " seconds.",
                    Duration.ofSeconds(pause.toSeconds() + 1));
        }
    }

    synchronized void wrong(String name) {
        byName.computeIfAbsent(name, any -> new WrongLogins(ticker)).wrong();
    }

    synchronized void right(String name) {
        byName.remove(name);
    }

    /** Who only asks takes no other name's place. */
    private synchronized Duration pause(String name) {
        return Optional.ofNullable(byName.get(name)).map(WrongLogins::pause).orElse(Duration.ZERO);
    }
}
