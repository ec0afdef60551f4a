package org.tablao.scheduler;

import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.RankedProject;
import org.tablao.pluginapi.scheduling.SchedulingPolicy;

/**
 * The project first that uses least of the farm relative to its share; within a project the higher priority. A project that is
 * guaranteed nothing counts as one with a share of one percent.
 */
@Component(property = "tablao.policy=fair-share")
public final class FairSharePolicy implements SchedulingPolicy {
    private static final double LEAST_SHARE = 1;

    @Override
    public double rank(RankedJob job) {
        return job.priority();
    }

    @Override
    public double projectRank(RankedProject project) {
        return -project.slotsUsed() / Math.max(LEAST_SHARE, project.guaranteed());
    }
}
