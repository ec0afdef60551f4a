package org.tablao.manager;

import java.util.Map;
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
import org.tablao.pluginapi.scheduling.SchedulingPolicy;

/**
 * The scheduling policy that is only compared with the one that counts; the slot's target is the configuration {@code
 * shadow.target}, which matches none unless it is configured.
 */
@Component(service = ShadowPolicy.class, configurationPid = PolicyConfig.PID)
public final class ShadowPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowPolicy.class);

    private final AskedPolicy asked = new AskedPolicy();

    @Activate
    public ShadowPolicy() {}

    /** Another target is taken over in place. */
    @Modified
    void modified() {
        LOG.info("the slot of the shadow policy was configured anew");
    }

    @Reference(
            name = "shadow",
            target = "(tablao.policy=none)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindShadow(SchedulingPolicy chosen, Map<String, Object> properties) {
        asked.choose(chosen, properties.get("tablao.policy"));
    }

    void unbindShadow(SchedulingPolicy gone) {
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
