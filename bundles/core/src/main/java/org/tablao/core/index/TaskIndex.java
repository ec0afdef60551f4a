package org.tablao.core.index;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.worker.Capability;

/**
 * Queued tasks, found by what they need. What one assignment costs grows with the number of requirement classes that have
 * queued tasks and of the projects in them, not with the tasks, and with the logarithm of the number of jobs.
 */
public final class TaskIndex {
    /** A task to be leased. */
    public record Pick(IndexedJob job, RequirementClass kind, int task) {}

    private record ClassKey(Set<String> requirements, Needs needs) {}

    private final Map<ClassKey, RequirementClass> classes = new HashMap<>();
    private final Map<Set<Capability>, CapabilitySet> kinds = new LinkedHashMap<>();
    private final Map<String, Project> projects = new LinkedHashMap<>();
    private final Set<RequirementClass> filled = new LinkedHashSet<>();
    private Set<RequirementClass> gained = new LinkedHashSet<>();
    private boolean shadowed;
    private int slots;

    /** The class of tasks with these requirements and needs. */
    public RequirementClass classOf(Collection<String> requirements, Needs needs) {
        return classes.computeIfAbsent(
                new ClassKey(Set.copyOf(requirements), needs), key -> new RequirementClass(key.requirements(), needs));
    }

    /** The project of that name, its share as given now. */
    public Project project(String name, double guaranteed, double burst) {
        Project project = projects.computeIfAbsent(name, Project::new);
        project.share(guaranteed, burst);
        return project;
    }

    public Collection<Project> projects() {
        return projects.values();
    }

    /** Slots of all workers that are there: what shares are shares of. */
    public int slots() {
        return slots;
    }

    /** The kind of a worker that is there from now on. */
    public CapabilitySet join(Collection<Capability> capabilities, int workerSlots) {
        CapabilitySet kind = kinds.computeIfAbsent(Set.copyOf(capabilities), CapabilitySet::new);
        kind.count(1);
        slots += workerSlots;
        // There is more now of which a project may use its part.
        gain(any -> any.lanes().stream().anyMatch(lane -> lane.project().burst() < 100));
        return kind;
    }

    /** A worker of this kind is not there any more. */
    public void leave(CapabilitySet kind, int workerSlots) {
        slots -= workerSlots;
        kind.count(-1);
        if (kind.workers() == 0) {
            kinds.values().remove(kind);
            classes.values().forEach(any -> any.forget(kind));
        }
        // A retry that waited for another worker than one that failed may have to do without it now.
        gained.addAll(filled);
    }

    /** Adds a task to those that may be leased. */
    public void offer(IndexedJob job, RequirementClass kind, int task, boolean retry) {
        TaskQueue queue = job.queue(kind);
        boolean first = queue.isEmpty();
        queue.add(task, retry);
        if (first && !job.closed()) {
            fill(job, kind);
        }
        if (!job.closed()) {
            gained.add(kind);
        }
    }

    /** Takes a task out that is not to be leased. */
    public void withdraw(IndexedJob job, RequirementClass kind, int task) {
        TaskQueue queue = job.queue(kind);
        queue.remove(task);
        if (queue.isEmpty()) {
            drop(job, kind);
        }
    }

    /** Takes out all tasks of a job. */
    public void remove(IndexedJob job) {
        job.queues().keySet().forEach(kind -> drop(job, kind));
        job.queues().clear();
    }

    /** None of the job's tasks may be leased now; they stay queued. */
    public void close(IndexedJob job) {
        if (!job.closed()) {
            job.queues().keySet().forEach(kind -> drop(job, kind));
            job.closed(true);
        }
    }

    /** The job's tasks may be leased again. */
    public void open(IndexedJob job) {
        if (job.closed()) {
            job.closed(false);
            job.queues().forEach((kind, queue) -> {
                if (!queue.isEmpty()) {
                    fill(job, kind);
                    gained.add(kind);
                }
            });
        }
    }

    /** Gives a job another rank. */
    public void rank(IndexedJob job, Ranking ranking, double rank) {
        if (Double.compare(job.rank(ranking), rank) == 0) {
            return;
        }
        List<RequirementClass> among =
                job.queues().keySet().stream().filter(kind -> kind.remove(job)).toList();
        job.rank(ranking, rank);
        among.forEach(kind -> kind.add(job, shadowed));
    }

    /** Gives a project's jobs another rank among those of other projects. */
    public void rank(Project project, Ranking ranking, double rank) {
        project.rank(ranking, rank);
    }

    /** Keeps the shadow's order too, or not any more. */
    public void shadow(boolean kept) {
        if (shadowed != kept) {
            shadowed = kept;
            filled.forEach(kind -> kind.lanes().forEach(lane -> lane.shadow(kept)));
        }
    }

    public boolean isShadowed() {
        return shadowed;
    }

    /** The task that goes first for one who asks: first the projects that have less than what they are guaranteed. */
    public Optional<Pick> first(Applicant applicant, Ranking ranking) {
        return new Search(applicant, ranking, slots).over(filled);
    }

    /** Takes out a task that was found. */
    public void take(Pick pick) {
        withdraw(pick.job(), pick.kind(), pick.task());
    }

    /** Whether one task goes before another, as ranks and shares are now. */
    public boolean goesBefore(IndexedJob one, IndexedJob other) {
        return Search.compare(one, other, Ranking.LIVE, slots) < 0;
    }

    /** Whether a task of the class is queued that a worker might take, by all that is not about workers. */
    public boolean hasOpen(RequirementClass kind, Predicate<Project> mayUse) {
        for (Lane lane : kind.lanes()) {
            if (mayUse.test(lane.project())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the task may be leased. */
    public boolean isQueued(IndexedJob job, RequirementClass kind, int task) {
        TaskQueue queue = job.queues().get(kind);
        return queue != null && queue.has(task);
    }

    /** How many tasks of the job and class may be leased. */
    public int waiting(IndexedJob job, RequirementClass kind) {
        TaskQueue queue = job.queues().get(kind);
        return queue == null ? 0 : queue.size();
    }

    /** A project with queued tasks of the class. */
    public Optional<Project> projectOf(RequirementClass kind) {
        return kind.lanes().stream().map(Lane::project).findFirst();
    }

    /** The classes with queued tasks. */
    public Collection<RequirementClass> filled() {
        return filled;
    }

    /** More of the class may be leased now than before. */
    public void gain(Predicate<RequirementClass> which) {
        for (RequirementClass kind : filled) {
            if (which.test(kind)) {
                gained.add(kind);
            }
        }
    }

    /** More of the project may be leased now than before. */
    public void gain(Project project) {
        gain(kind -> kind.lane(project).isPresent());
    }

    /** The classes in which tasks were queued, or came within reach of another worker, since this was last asked. */
    public Set<RequirementClass> takeGained() {
        if (gained.isEmpty()) {
            return Set.of();
        }
        Set<RequirementClass> taken = gained;
        gained = new LinkedHashSet<>();
        return taken;
    }

    private void fill(IndexedJob job, RequirementClass kind) {
        kind.add(job, shadowed);
        filled.add(kind);
    }

    private void drop(IndexedJob job, RequirementClass kind) {
        kind.remove(job);
        if (!kind.isFilled()) {
            filled.remove(kind);
        }
    }
}
