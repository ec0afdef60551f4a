package org.tablao.jobtypes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Problem;

/** The order in which every task comes after those that it depends on, and else as the user wrote them. */
final class TaskOrder {
    private final List<ListedTask> tasks;
    private final Map<String, Integer> indexes = new HashMap<>();

    TaskOrder(List<ListedTask> tasks) {
        this.tasks = tasks;
    }

    /** Indexes of the tasks, in order. */
    List<Integer> find() throws InvalidValues {
        name();
        int[] waitsFor = new int[tasks.size()];
        List<List<Integer>> next = next(waitsFor);
        Queue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < waitsFor.length; i++) {
            if (waitsFor[i] == 0) {
                ready.add(i);
            }
        }
        List<Integer> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            int index = ready.remove();
            order.add(index);
            for (int after : next.get(index)) {
                waitsFor[after]--;
                if (waitsFor[after] == 0) {
                    ready.add(after);
                }
            }
        }
        if (order.size() < tasks.size()) {
            throw cycle(waitsFor);
        }
        return order;
    }

    private void name() throws InvalidValues {
        for (int i = 0; i < tasks.size(); i++) {
            String name = tasks.get(i).name();
            if (indexes.put(name, i) != null) {
                throw new InvalidValues(
                        "tasks[" + i + "].name", "is '" + name + "' as of another task", "Give each task its own name");
            }
        }
    }

    /** For each task, which tasks depend on it. */
    private List<List<Integer>> next(int[] waitsFor) throws InvalidValues {
        List<List<Integer>> next = new ArrayList<>();
        tasks.forEach(task -> next.add(new ArrayList<>()));
        List<Problem> unknown = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            for (String name : tasks.get(i).dependsOn()) {
                Integer before = indexes.get(name);
                if (before == null) {
                    unknown.add(new Problem(
                            "tasks[" + i + "].dependsOn",
                            "has '" + name + "', which is no task of this job",
                            "Name tasks of this job"));
                } else {
                    next.get(before).add(i);
                    waitsFor[i]++;
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new InvalidValues(unknown);
        }
        return next;
    }

    /** Goes back from any task that is left until one is met again. */
    private InvalidValues cycle(int[] waitsFor) {
        int start = 0;
        while (waitsFor[start] == 0) {
            start++;
        }
        List<String> path = new ArrayList<>();
        int at = start;
        while (!path.contains(tasks.get(at).name())) {
            path.add(tasks.get(at).name());
            at = tasks.get(at).dependsOn().stream()
                    .map(indexes::get)
                    .filter(before -> waitsFor[before] > 0)
                    .findFirst()
                    .orElseThrow();
        }
        String met = tasks.get(at).name();
        List<String> cycle = new ArrayList<>(path.subList(path.indexOf(met), path.size()));
        cycle.add(met);
        return new InvalidValues(
                "tasks[" + at + "].dependsOn",
                "leads back to the task itself: " + String.join(" ← ", cycle),
                "Let no task wait for itself");
    }
}
