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
import org.tablao.nodeapi.worker.Capability;

/**
 * Queued tasks, found by what a worker offers. What one assignment costs grows with the number of requirement classes that have
 * queued tasks, not with the tasks, and with the logarithm of the number of jobs.
 */
public final class TaskIndex {
    /** A task to be leased. */
    public record Pick(IndexedJob job, int task) {}

    private final Map<Set<String>, RequirementClass> classes = new HashMap<>();
    private final Map<Set<Capability>, CapabilitySet> kinds = new LinkedHashMap<>();
    private final Set<RequirementClass> filled = new LinkedHashSet<>();
    private Set<RequirementClass> gained = new LinkedHashSet<>();

    /** The class of tasks with these requirements. */
    public RequirementClass classOf(Collection<String> requirements) {
        return classes.computeIfAbsent(Set.copyOf(requirements), RequirementClass::new);
    }

    /** The kind of a worker that is there from now on. */
    public CapabilitySet join(Collection<Capability> capabilities) {
        CapabilitySet kind = kinds.computeIfAbsent(Set.copyOf(capabilities), CapabilitySet::new);
        kind.count(1);
        return kind;
    }

    /** A worker of this kind is not there any more. */
    public void leave(CapabilitySet kind) {
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
        if (queue.isEmpty()) {
            kind.jobs().add(job);
            filled.add(kind);
        }
        queue.add(task, retry);
        gained.add(kind);
    }

    /** Takes a task out that is not to be leased. */
    public void withdraw(IndexedJob job, RequirementClass kind, int task) {
        TaskQueue queue = job.queue(kind);
        queue.remove(task);
        dropIfEmpty(job, kind, queue);
    }

    /** Takes out all tasks of a job. */
    public void remove(IndexedJob job) {
        for (RequirementClass kind : job.queues().keySet()) {
            kind.jobs().remove(job);
            if (kind.jobs().isEmpty()) {
                filled.remove(kind);
            }
        }
        job.queues().clear();
    }

    /** Gives a job another rank. */
    public void rank(IndexedJob job, double rank) {
        if (Double.compare(job.rank(), rank) == 0) {
            return;
        }
        List<RequirementClass> among = job.queues().keySet().stream()
                .filter(kind -> kind.jobs().remove(job))
                .toList();
        job.rank(rank);
        among.forEach(kind -> kind.jobs().add(job));
    }

    /**
     * Takes the task that goes first for a worker.
     *
     * @param avoids whether a job's retries should rather go to another worker, where one is there that the second
     *     argument's count says
     */
    public Optional<Pick> take(CapabilitySet worker, Avoidance avoids) {
        IndexedJob bestJob = null;
        RequirementClass bestKind = null;
        int bestTask = TaskQueue.NONE;
        for (RequirementClass kind : filled) {
            if (!kind.admits(worker)) {
                continue;
            }
            for (IndexedJob job : kind.jobs()) {
                int order = bestJob == null ? -1 : IndexedJob.ORDER.compare(job, bestJob);
                if (order > 0) {
                    break;
                }
                int task = job.queue(kind).first(!avoids.avoids(job, kind));
                if (task != TaskQueue.NONE && (order < 0 || task < bestTask)) {
                    bestJob = job;
                    bestKind = kind;
                    bestTask = task;
                }
                if (task != TaskQueue.NONE) {
                    break;
                }
            }
        }
        if (bestJob == null) {
            return Optional.empty();
        }
        withdraw(bestJob, bestKind, bestTask);
        return Optional.of(new Pick(bestJob, bestTask));
    }

    /** Whether a worker should leave a job's retries to another. */
    @FunctionalInterface
    public interface Avoidance {
        boolean avoids(IndexedJob job, RequirementClass kind);
    }

    /** How many workers are there that may run tasks of this class. */
    public int workersFor(RequirementClass kind) {
        int workers = 0;
        for (CapabilitySet set : kinds.values()) {
            workers += kind.admits(set) ? set.workers() : 0;
        }
        return workers;
    }

    /** Whether workers of a kind may run tasks of a class. */
    public boolean admits(RequirementClass kind, CapabilitySet worker) {
        return kind.admits(worker);
    }

    /** Whether tasks of the class are queued. */
    public boolean hasQueued(RequirementClass kind) {
        return filled.contains(kind);
    }

    /** The classes in which tasks were queued, or came within reach of another worker, since this was last asked. */
    public Set<RequirementClass> takeGained() {
        Set<RequirementClass> taken = gained;
        gained = new LinkedHashSet<>();
        return taken;
    }

    /** The kinds of the workers that are there and fulfil a condition. */
    public List<CapabilitySet> kinds(Predicate<CapabilitySet> condition) {
        return kinds.values().stream().filter(condition).toList();
    }

    private void dropIfEmpty(IndexedJob job, RequirementClass kind, TaskQueue queue) {
        if (queue.isEmpty()) {
            kind.jobs().remove(job);
            if (kind.jobs().isEmpty()) {
                filled.remove(kind);
            }
        }
    }
}
