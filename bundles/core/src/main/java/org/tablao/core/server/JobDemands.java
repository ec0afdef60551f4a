package org.tablao.core.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tablao.core.index.CapabilitySet;
import org.tablao.core.index.Requirement;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.PlannedTask;

/** What the tasks of a job demand, each kind of demand once: few, however many tasks there are. */
public final class JobDemands {
    private final List<List<Requirement>> classes = new ArrayList<>();
    private final Map<String, Requirement> requirements = new LinkedHashMap<>();
    private final Map<String, Long> limits = new TreeMap<>();

    JobDemands(JobPlan plan) {
        Set<List<String>> texts = new LinkedHashSet<>();
        List<String> last = null;
        Map<String, Long> lastLimits = Map.of();
        for (PlannedTask task : plan.tasks()) {
            if (!task.requirements().equals(last)) {
                last = task.requirements();
                texts.add(last);
            }
            if (!task.needs().limits().equals(lastLimits)) {
                lastLimits = task.needs().limits();
                lastLimits.forEach((limit, amount) -> limits.merge(limit, amount, Math::max));
            }
        }
        texts.forEach(this::add);
    }

    private void add(List<String> texts) {
        List<Requirement> parsed = new ArrayList<>();
        for (String text : texts) {
            parsed.add(requirements.computeIfAbsent(text, Requirement::parse));
        }
        classes.add(parsed);
    }

    /** How many of the kinds of tasks workers like these can run. */
    int runnableBy(List<CapabilitySet> offers) {
        return (int) classes.stream()
                .filter(tasks -> offers.stream().anyMatch(offer -> meets(offer, tasks)))
                .count();
    }

    boolean runnableBy(CapabilitySet offer) {
        return classes.stream().anyMatch(tasks -> meets(offer, tasks));
    }

    /** How many kinds of tasks there are. */
    int kinds() {
        return classes.size();
    }

    /** Requirements that none of these offers meets. */
    List<String> unmetBy(List<CapabilitySet> offers) {
        return requirements.entrySet().stream()
                .filter(entry -> offers.stream().noneMatch(offer -> offer.meets(entry.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The most that one task takes of each limit. */
    public Map<String, Long> limits() {
        return limits;
    }

    private static boolean meets(CapabilitySet offer, List<Requirement> tasks) {
        return tasks.stream().allMatch(offer::meets);
    }
}
