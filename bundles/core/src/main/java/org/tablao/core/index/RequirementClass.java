package org.tablao.core.index;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.tablao.nodeapi.plan.Needs;

/** All queued tasks that need the same of a worker and of the farm. */
public final class RequirementClass {
    private final List<Requirement> requirements;
    private final List<String> texts;
    private final Needs needs;
    private final String fault;
    private final Map<CapabilitySet, Boolean> eligible = new IdentityHashMap<>();
    private final Map<Project, Lane> lanes = new LinkedHashMap<>();

    RequirementClass(Set<String> texts, Needs needs) {
        this.texts = texts.stream().sorted().toList();
        this.needs = needs;
        List<Requirement> parsed = List.of();
        String wrong = "";
        try {
            parsed = this.texts.stream().map(Requirement::parse).toList();
        } catch (IllegalArgumentException e) {
            wrong = e.getMessage();
        }
        this.requirements = parsed;
        this.fault = wrong;
    }

    public Needs needs() {
        return needs;
    }

    /** Why no worker can meet a requirement that is malformed; empty where none is. */
    public String fault() {
        return fault;
    }

    /** The requirements that no capability of this kind meets. */
    public List<String> unmet(CapabilitySet capabilities) {
        return Stream.iterate(0, i -> i < requirements.size(), i -> i + 1)
                .filter(i -> !capabilities.meets(requirements.get(i)))
                .map(texts::get)
                .toList();
    }

    /** Whether workers of this kind may run its tasks. No worker may where a requirement is malformed. */
    public boolean admits(CapabilitySet capabilities) {
        Boolean known = eligible.get(capabilities);
        if (known == null) {
            known = fault.isEmpty() && requirements.stream().allMatch(capabilities::meets);
            eligible.put(capabilities, known);
        }
        return known;
    }

    /** Whether a task of it may need more than is free on any worker, though slots are. */
    public boolean isLarge() {
        return needs.slots() > 1 || needs.memoryBytes() > 0 || needs.gpus() > 0;
    }

    /** Whether a task of it takes one slot and nothing else that is counted. */
    public boolean isLight() {
        return needs.slots() == 1
                && needs.memoryBytes() == 0
                && needs.gpus() == 0
                && needs.limits().isEmpty();
    }

    void forget(CapabilitySet capabilities) {
        eligible.remove(capabilities);
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    Optional<Lane> lane(Project project) {
        return Optional.ofNullable(lanes.get(project));
    }

    boolean isFilled() {
        return !lanes.isEmpty();
    }

    void add(IndexedJob job, boolean shadowed) {
        lanes.computeIfAbsent(job.project(), project -> new Lane(project, shadowed))
                .add(job);
    }

    boolean remove(IndexedJob job) {
        Lane lane = lanes.get(job.project());
        boolean was = lane != null && lane.remove(job);
        if (was && lane.isEmpty()) {
            lanes.remove(job.project());
        }
        return was;
    }
}
