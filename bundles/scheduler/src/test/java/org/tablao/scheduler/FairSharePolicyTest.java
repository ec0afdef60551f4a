package org.tablao.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tablao.pluginapi.scheduling.RankedProject;

class FairSharePolicyTest {
    private final FairSharePolicy policy = new FairSharePolicy();

    @Test
    void ranksTheProjectHigherThatUsesLessOfItsShare() {
        assertTrue(policy.projectRank(project(10, 50)) > policy.projectRank(project(10, 20)));
        assertTrue(policy.projectRank(project(10, 20)) > policy.projectRank(project(11, 20)));
        assertEquals(policy.projectRank(project(10, 20)), policy.projectRank(project(20, 40)));
    }

    @Test
    void countsAProjectThatIsGuaranteedNothingAsOneWithOnePercent() {
        assertEquals(policy.projectRank(project(3, 1)), policy.projectRank(project(3, 0)));
    }

    private static RankedProject project(int used, double share) {
        record Share(String project, int slotsUsed, int slots, double guaranteed, double burst)
                implements RankedProject {}
        return new Share("film", used, 100, share, 100);
    }
}
