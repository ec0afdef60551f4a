package org.tablao.scheduler;

import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.SchedulingPolicy;

/** The higher priority first; among equals the older job, as the host sees to. */
@Component(property = "tablao.policy=priority")
public final class PriorityPolicy implements SchedulingPolicy {
    @Override
    public double rank(RankedJob job) {
        return job.priority();
    }
}
