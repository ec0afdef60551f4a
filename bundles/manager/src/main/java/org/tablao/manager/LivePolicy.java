package org.tablao.manager;

import java.util.function.ToDoubleFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.manager.Ranks;
import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.RankedProject;
import org.tablao.pluginapi.scheduling.SchedulingPolicy;

/**
 * The scheduling policy that is chosen now; the slot's target is the configuration {@code policy.target}. A swap touches nobody
 * who asks. Without a policy the older job goes first.
 */
@Component(service = LivePolicy.class, configurationPid = "org.tablao.manager.scheduling")
public final class LivePolicy implements Ranks {
    private static final Logger LOG = LoggerFactory.getLogger(LivePolicy.class);

    private volatile SchedulingPolicy policy = job -> 0;
    private volatile boolean faulty;

    @Activate
    public LivePolicy() {}

    /** Another target is taken over in place. */
    @Modified
    void modified() {
        LOG.info("the slot of the scheduling policy was configured anew");
    }

    @Reference(
            name = "policy",
            target = "(tablao.policy=priority)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPolicy(SchedulingPolicy chosen) {
        faulty = false;
        policy = chosen;
    }

    void unbindPolicy(SchedulingPolicy gone) {
        if (policy == gone) {
            policy = job -> 0;
        }
    }

    @Override
    public double job(RankedJob job) {
        return asked(chosen -> chosen.rank(job));
    }

    @Override
    public double project(RankedProject project) {
        return asked(chosen -> chosen.projectRank(project));
    }

    /** The rank; 0 where the policy has a fault, which is logged once. */
    private double asked(ToDoubleFunction<SchedulingPolicy> question) {
        SchedulingPolicy asked = policy;
        try {
            double rank = question.applyAsDouble(asked);
            return Double.isNaN(rank) ? 0 : rank;
        } catch (RuntimeException e) {
            if (!faulty) {
                faulty = true;
                LOG.error(
                        "the scheduling policy {} has a fault; it ranks 0",
                        asked.getClass().getName(),
                        e);
            }
            return 0;
        }
    }
}
