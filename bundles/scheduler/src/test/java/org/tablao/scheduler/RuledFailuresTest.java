package org.tablao.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tablao.pluginapi.command.OutcomeClass;
import org.tablao.pluginapi.failure.FailedAttempt;
import org.tablao.pluginapi.failure.FailureDecision;

class RuledFailuresTest {
    private final RuledFailures policy = new RuledFailures();

    @Test
    void goesByTheUsualRulesWhereNoneIsConfigured() {
        assertEquals(FailureDecision.retry(), policy.decide(failed(OutcomeClass.CRASHED, 2, 0, "still")));
        assertEquals(FailureDecision.fail(), policy.decide(failed(OutcomeClass.CRASHED, 3, 0, "still")));
        assertEquals(FailureDecision.fail(), policy.decide(failed(OutcomeClass.MISSING_ASSET, 1, 0, "still")));
        assertEquals(
                FailureDecision.retryWithMoreMemory(1.5),
                policy.decide(failed(OutcomeClass.OUT_OF_MEMORY, 1, 0, "still")));
        assertEquals(
                FailureDecision.retryLater(Duration.ofSeconds(60)),
                policy.decide(failed(OutcomeClass.LICENCE, 4, 0, "still")));
    }

    @Test
    void putsARuleForOneTypeBeforeARuleForAll() {
        FailureRule all = rule("crashed", "", "fail", 3);
        FailureRule movies = rule("crashed", "movie", "later", 5);
        policy.addRule(all);
        policy.addRule(movies);
        assertEquals(
                FailureDecision.retryLater(Duration.ofSeconds(7)),
                policy.decide(failed(OutcomeClass.CRASHED, 4, 0, "movie")));
        assertEquals(FailureDecision.fail(), policy.decide(failed(OutcomeClass.CRASHED, 1, 0, "still")));
        policy.removeRule(movies);
        assertEquals(FailureDecision.fail(), policy.decide(failed(OutcomeClass.CRASHED, 1, 0, "movie")));
    }

    @Test
    void failsATaskAtTheNumberOfTheRuleUnlessItsJobSaysAnother() {
        policy.addRule(rule("missing-asset", "", "retry", 2));
        assertEquals(FailureDecision.retry(), policy.decide(failed(OutcomeClass.MISSING_ASSET, 1, 0, "still")));
        assertEquals(FailureDecision.fail(), policy.decide(failed(OutcomeClass.MISSING_ASSET, 2, 0, "still")));
        assertEquals(FailureDecision.retry(), policy.decide(failed(OutcomeClass.MISSING_ASSET, 2, 4, "still")));
    }

    @Test
    void takesNoRuleForAnOutcomeThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> rule("sad", "", "retry", 3));
        assertThrows(IllegalArgumentException.class, () -> rule("crashed", "", "cry", 3));
    }

    private static FailureRule rule(String outcome, String jobType, String action, int most) {
        return new FailureRule(OutcomeClass.ofWireName(outcome), jobType, most, FailureRule.decision(action, 7, 2));
    }

    private static FailedAttempt failed(OutcomeClass outcome, int failures, int most, String jobType) {
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
        return new Facts(outcome, failures, 0, failures, most, jobType, "render", 0);
    }
}
