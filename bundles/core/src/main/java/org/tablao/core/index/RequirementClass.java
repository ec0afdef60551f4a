package org.tablao.core.index;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** All queued tasks that need the same of a worker, by job, the job that goes first being first. */
public final class RequirementClass {
    private final List<Requirement> requirements;
    private final boolean malformed;
    private final Map<CapabilitySet, Boolean> eligible = new IdentityHashMap<>();
    private final NavigableSet<IndexedJob> jobs = new TreeSet<>(IndexedJob.ORDER);

    RequirementClass(Set<String> texts) {
        List<Requirement> parsed = List.of();
        boolean faulty = false;
        try {
            parsed = texts.stream().map(Requirement::parse).toList();
        } catch (IllegalArgumentException e) {
            faulty = true;
        }
        this.requirements = parsed;
        this.malformed = faulty;
    }

    /** Whether workers of this kind may run its tasks. No worker may where a requirement is malformed. */
    boolean admits(CapabilitySet capabilities) {
        return eligible.computeIfAbsent(
                capabilities, set -> !malformed && requirements.stream().allMatch(set::meets));
    }

    void forget(CapabilitySet capabilities) {
        eligible.remove(capabilities);
    }

    NavigableSet<IndexedJob> jobs() {
        return jobs;
    }
}
