package org.tablao.simulation.day;

import org.tablao.core.manager.Ranks;
import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.RankedProject;
import org.tablao.pluginapi.scheduling.SchedulingPolicy;

/** A policy of the product, as the core asks it. */
public record PolicyRanks(SchedulingPolicy policy) implements Ranks {
    @Override
    public double job(RankedJob job) {
        return policy.rank(job);
    }

    @Override
    public double project(RankedProject project) {
        return policy.projectRank(project);
    }
}
