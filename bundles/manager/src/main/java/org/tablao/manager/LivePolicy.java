package org.tablao.manager;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.manager.Ranks;
import org.tablao.pluginapi.scheduling.SchedulingPolicy;

/**
 * The scheduling policy that is chosen now; the slot's target is the configuration {@code policy.target}. A swap touches nobody
 * who asks. Without a policy the older job goes first.
 */
@Component(service = LivePolicy.class, configurationPid = PolicyConfig.PID)
@Designate(ocd = PolicyConfig.class)
public final class LivePolicy {
    private static final Logger LOG = LoggerFactory.getLogger(LivePolicy.class);

    private final AskedPolicy asked = new AskedPolicy();

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
    void bindPolicy(SchedulingPolicy chosen, Map<String, Object> properties) {
        asked.choose(chosen, properties.get("tablao.policy"));
    }

    void unbindPolicy(SchedulingPolicy gone) {
        asked.drop(gone);
    }

    Ranks ranks() {
        return asked;
    }

    String name() {
        return asked.name();
    }

    String fault() {
        return asked.fault();
    }
}
