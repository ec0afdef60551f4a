package org.tablao.scheduler;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.tablao.core.failure.UsualFailures;
import org.tablao.pluginapi.failure.FailedAttempt;
import org.tablao.pluginapi.failure.FailureDecision;
import org.tablao.pluginapi.failure.FailurePolicy;

/** The rules that are configured, one for a job's type before one for all; where there is none, the farm's usual ones. */
@Component(property = "tablao.failure.policy=rules")
public final class RuledFailures implements FailurePolicy {
    private static final Comparator<FailureRule> FOR_ONE_TYPE_FIRST =
            Comparator.comparing(rule -> !rule.isForOneType());

    private final FailurePolicy usual = new UsualFailures();
    private final List<FailureRule> rules = new CopyOnWriteArrayList<>();

    @Activate
    public RuledFailures() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRule(FailureRule rule) {
        rules.add(rule);
    }

    void removeRule(FailureRule rule) {
        rules.remove(rule);
    }

    @Override
    public FailureDecision decide(FailedAttempt failed) {
        return rules.stream()
                .filter(rule -> rule.isAbout(failed))
                .min(FOR_ONE_TYPE_FIRST)
                .map(rule -> rule.decide(failed))
                .orElseGet(() -> usual.decide(failed));
    }
}
