package org.tablao.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
