package org.tablao.handshake;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ChallengesTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Challenges challenges = new Challenges(nanos::get);

    @Test
    void aNonceIsGoodOnce() {
        String nonce = challenges.next();
        assertTrue(challenges.redeem(nonce));
        assertFalse(challenges.redeem(nonce));
        assertFalse(challenges.redeem("never given"));
    }

    @Test
    void aNonceIsGoodForAMinute() {
        String early = challenges.next();
        String late = challenges.next();
        nanos.set(Duration.ofSeconds(60).toNanos());
        assertTrue(challenges.redeem(early));
        nanos.set(Duration.ofSeconds(61).toNanos());
        assertFalse(challenges.redeem(late));
    }

    @Test
    void aFloodForgetsTheOldestOnly() {
        String first = challenges.next();
        String second = challenges.next();
        for (int i = 0; i < 9_999; i++) {
            challenges.next();
        }
        assertFalse(challenges.redeem(first));
        assertTrue(challenges.redeem(second));
    }
}
