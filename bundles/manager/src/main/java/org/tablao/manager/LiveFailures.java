package org.tablao.manager;

import java.time.Duration;
import java.util.Optional;
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
import org.tablao.nodeapi.node.Ticker;
import org.tablao.pluginapi.failure.FailedAttempt;
import org.tablao.pluginapi.failure.FailureDecision;
import org.tablao.pluginapi.failure.FailurePolicy;

/**
 * The failure policy that is chosen now; the slot's target is the configuration {@code policy.target}. A swap touches nobody who
 * asks. Without a policy, and where it is put aside, the usual rules decide.
 */
@Component(service = LiveFailures.class, configurationPid = "org.tablao.manager.failures")
public final class LiveFailures {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFailures.class);

    private static final String USUAL = "the usual rules decide in its place";

    private final FailurePolicy usual = new UsualFailures();
    private final Duration deadline;
    private volatile Optional<GuardedPolicy<FailurePolicy>> chosen = Optional.empty();

    @Activate
    public LiveFailures() {
        this(GuardedPolicy.DEADLINE);
    }

    LiveFailures(Duration deadline) {
        this.deadline = deadline;
    }

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
    void bindPolicy(FailurePolicy policy) {
        replace(Optional.of(
                new GuardedPolicy<>(policy, policy.getClass().getName(), USUAL, Ticker.system(), deadline)));
    }

    void unbindPolicy(FailurePolicy gone) {
        if (chosen.filter(now -> now.isFor(gone)).isPresent()) {
            replace(Optional.empty());
        }
    }

    FailureDecision decide(FailedAttempt failed) {
        return chosen.flatMap(policy -> policy.ask(asked -> asked.decide(failed)))
                .orElseGet(() -> usual.decide(failed));
    }

    private void replace(Optional<GuardedPolicy<FailurePolicy>> with) {
        Optional<GuardedPolicy<FailurePolicy>> before = chosen;
        chosen = with;
        before.ifPresent(GuardedPolicy::close);
    }
}
