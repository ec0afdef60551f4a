package org.tablao.manager;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.failure.UsualFailures;
import org.tablao.pluginapi.failure.FailedAttempt;
import org.tablao.pluginapi.failure.FailureDecision;
import org.tablao.pluginapi.failure.FailurePolicy;

/**
 * The failure policy that is chosen now; the slot's target is the configuration {@code policy.target}. A swap touches nobody who
 * asks. Without a policy, and where it has a fault, the usual rules decide.
 */
@Component(service = LiveFailures.class, configurationPid = "org.tablao.manager.failures")
public final class LiveFailures {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFailures.class);

    private final FailurePolicy usual = new UsualFailures();
    private volatile FailurePolicy policy = usual;
    private volatile boolean faulty;

    @Activate
    public LiveFailures() {}

    /** Another target is taken over in place. */
    @Modified
    void modified() {
        LOG.info("the slot of the failure policy was configured anew");
    }

    @Reference(
            name = "policy",
            target = "(tablao.failure.policy=rules)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPolicy(FailurePolicy chosen) {
        faulty = false;
        policy = chosen;
    }

    void unbindPolicy(FailurePolicy gone) {
        if (policy == gone) {
            policy = usual;
        }
    }

    /** A fault of the policy is logged once. */
    FailureDecision decide(FailedAttempt failed) {
        FailurePolicy asked = policy;
        try {
            FailureDecision decision = asked.decide(failed);
            if (decision != null) {
                return decision;
            }
            complain(asked, new IllegalStateException("it decided nothing"));
        } catch (RuntimeException | LinkageError e) {
            complain(asked, e);
        }
        return usual.decide(failed);
    }

    private void complain(FailurePolicy asked, Throwable fault) {
        if (!faulty) {
            faulty = true;
            LOG.error(
                    "the failure policy {} has a fault; the usual rules decide in its place",
                    asked.getClass().getName(),
                    fault);
        }
    }
}
