package org.tablao.core.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tablao.core.ids.TaskId;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;

/** The workers of all managers, as their managers told, and what runs on each. */
public final class WorkerBook {
    private final TreeMap<String, WorkerRow> all = new TreeMap<>();
    private final Map<String, Set<String>> runs = new HashMap<>();

    WorkerBook() {}

    public Collection<WorkerRow> all() {
        return all.values();
    }

    public Optional<WorkerRow> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    public String name(String id) {
        return find(id).map(WorkerRow::name).orElse("");
    }

    /** Ids of the tasks that run on it, in the order they came. */
    public List<String> runs(String id) {
        return List.copyOf(runs.getOrDefault(id, Set.of()));
    }

    /** Workers of a manager. */
    public int of(String managerId) {
        return (int) all.values().stream()
                .filter(worker -> worker.managerId().equals(managerId))
                .count();
    }

    /** Whether the worker was not known. */
    boolean put(WorkerRow row) {
        return all.put(row.id(), row) == null;
    }

    void moved(TaskRow before, TaskRow after) {
        String id = new TaskId(after.jobId(), after.number()).toString();
        Set<String> left = runs.get(before.workerId());
        if (left != null && runs(before)) {
            left.remove(id);
        }
        if (runs(after)) {
            runs.computeIfAbsent(after.workerId(), worker -> new LinkedHashSet<>())
                    .add(id);
        }
    }

    private static boolean runs(TaskRow task) {
        return task.status().equals(TaskStatus.RUNNING.wireName())
                && !task.workerId().isEmpty();
    }
}
