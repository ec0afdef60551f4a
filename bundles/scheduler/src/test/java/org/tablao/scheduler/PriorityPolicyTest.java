package org.tablao.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tablao.pluginapi.scheduling.RankedJob;

class PriorityPolicyTest {
    private final PriorityPolicy policy = new PriorityPolicy();

    @Test
    void ranksTheHigherPriorityHigher() {
        assertTrue(policy.rank(job(51, 0)) > policy.rank(job(50, 0)));
    }

    @Test
    void leavesJobsOfOnePriorityEqualHoweverOldTheyAre() {
        assertEquals(policy.rank(job(50, 0)), policy.rank(job(50, 9_000)));
    }

    private static RankedJob job(int priority, long ageSeconds) {
        record Ranked(String jobId, String project, int priority, Duration age, int tasksRunning, int tasksLeft)
                implements RankedJob {}
        return new Ranked("01J9Z3K4M5N6P", "demo", priority, Duration.ofSeconds(ageSeconds), 0, 1);
    }
}
