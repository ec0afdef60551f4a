package org.tablao.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.failure.FailedAttempt;
import org.tablao.pluginapi.failure.FailureDecision;
import org.tablao.pluginapi.failure.FailurePolicy;

class LiveFailuresTest {
    private final LiveFailures live = new LiveFailures();

    @Test
    void asksThePolicyThatIsChosenNow() {
        FailurePolicy never = failed -> FailureDecision.fail();
        live.bindPolicy(never);
        assertEquals(FailureDecision.fail(), live.decide(crashed()));
        live.unbindPolicy(never);
        assertEquals(FailureDecision.retry(), live.decide(crashed()));
    }

    @Test
    void goesByTheUsualRulesWhereThePolicyHasAFault() {
        live.bindPolicy(failed -> {
            throw new IllegalStateException("no idea");
        });
        assertEquals(FailureDecision.retry(), live.decide(crashed()));
        live.bindPolicy(failed -> null);
        assertEquals(FailureDecision.retry(), live.decide(crashed()));
    }

    @Test
    void aPolicyThatHangsIsPutAsideAndTheUsualRulesDecide() {
        LiveFailures hasty = new LiveFailures(Duration.ofMillis(50));
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        FailurePolicy hangs = failed -> {
            calls.incrementAndGet();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FailureDecision.fail();
        };
        hasty.bindPolicy(hangs);
        for (int i = 0; i < 2; i++) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> assertEquals(FailureDecision.retry(), hasty.decide(crashed())));
        }
        assertEquals(1, calls.get(), "it must not be asked again");
    }

    private static FailedAttempt crashed() {
        record Facts(
                OutcomeClass outcome,
                int failures,
                int losses,
                int attempt,
                int mostFailures,
                String jobType,
                String command,
                long memoryBytes)
                implements FailedAttempt {}
        return new Facts(OutcomeClass.CRASHED, 1, 0, 1, 0, "still", "render", 0);
    }
}
