package org.tablao.nodeapi.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as it is written: what tasks have in common is said once. Tasks of one kind run the same commands with the same
 * parameters, but for those that a task says itself.
 *
 * @param version of this form: 2
 */
public record PlanDocument(
        int version, String jobId, List<Kind> kinds, List<Entry> tasks, List<PlannedFrame> frames, JobTerms terms) {
    private static final int VERSION = 2;

    /** What tasks have in common. */
    public record Kind(List<PlannedCommand> commands, List<String> requirements, Needs needs) {}

    /**
     * A task.
     *
     * @param kind place in the list of kinds, from 0
     * @param parameters of each command, those that are not its kind's; empty where all are
     */
    public record Entry(
            int number, String name, int kind, List<Map<String, Object>> parameters, List<Integer> dependsOn) {}

    /** The document of a plan. The same plan always has the same one. */
    public static PlanDocument of(JobPlan plan) {
        Writing writing = new Writing();
        plan.tasks().forEach(writing::add);
        return new PlanDocument(VERSION, plan.jobId(), writing.kinds, writing.tasks, plan.frames(), plan.terms());
    }

    /**
     * The plan.
     *
     * @throws IllegalArgumentException when it is of another version, or malformed
     */
    public JobPlan plan() {
        if (version != VERSION) {
            throw new IllegalArgumentException("a plan of version " + version + ", not " + VERSION);
        }
        List<PlannedTask> planned = new ArrayList<>(tasks.size());
        for (Entry entry : tasks) {
            if (entry.kind() < 0 || entry.kind() >= kinds.size()) {
                throw new IllegalArgumentException("task " + entry.number() + " is of a kind that there is not");
            }
            Kind kind = kinds.get(entry.kind());
            planned.add(new PlannedTask(
                    entry.number(),
                    entry.name(),
                    entry.parameters().isEmpty() ? kind.commands() : commands(entry, kind),
                    entry.dependsOn(),
                    kind.requirements(),
                    kind.needs()));
        }
        return new JobPlan(jobId, planned, frames, terms);
    }

    private static List<PlannedCommand> commands(Entry entry, Kind kind) {
        if (entry.parameters().size() != kind.commands().size()) {
            throw new IllegalArgumentException("task " + entry.number() + " has not the commands of its kind");
        }
        List<PlannedCommand> commands = new ArrayList<>(kind.commands().size());
        for (int i = 0; i < kind.commands().size(); i++) {
            PlannedCommand common = kind.commands().get(i);
            Map<String, Object> parameters = new LinkedHashMap<>(common.parameters());
            parameters.putAll(entry.parameters().get(i));
            commands.add(new PlannedCommand(common.name(), common.range(), parameters));
        }
        return commands;
    }

    private static final class Writing {
        final List<Kind> kinds = new ArrayList<>();
        final List<Entry> tasks = new ArrayList<>();
        private final Map<Shape, Integer> places = new HashMap<>();

        /** What must be the same for tasks to be of one kind. */
        private record Shape(List<List<Object>> commands, List<String> requirements, Needs needs) {}

        void add(PlannedTask task) {
            int place = tasks.isEmpty() ? -1 : tasks.get(tasks.size() - 1).kind();
            if (place < 0 || !isOf(task, kinds.get(place))) {
                place = places.computeIfAbsent(shape(task), any -> {
                    kinds.add(new Kind(task.commands(), task.requirements(), task.needs()));
                    return kinds.size() - 1;
                });
            }
            tasks.add(new Entry(
                    task.number(), task.name(), place, differences(task, kinds.get(place)), task.dependsOn()));
        }

        private static boolean isOf(PlannedTask task, Kind kind) {
            return task.commands() == kind.commands()
                    && task.requirements() == kind.requirements()
                    && task.needs() == kind.needs();
        }

        private static Shape shape(PlannedTask task) {
            List<List<Object>> commands = task.commands().stream()
                    .map(command -> List.<Object>of(
                            command.name(),
                            command.range(),
                            command.parameters().keySet()))
                    .toList();
            return new Shape(commands, task.requirements(), task.needs());
        }

        private static List<Map<String, Object>> differences(PlannedTask task, Kind kind) {
            if (task.commands() == kind.commands() || task.commands().equals(kind.commands())) {
                return List.of();
            }
            List<Map<String, Object>> all = new ArrayList<>(kind.commands().size());
            for (int i = 0; i < kind.commands().size(); i++) {
                Map<String, Object> common = kind.commands().get(i).parameters();
                Map<String, Object> own =
                        new LinkedHashMap<>(task.commands().get(i).parameters());
                own.entrySet().removeIf(entry -> entry.getValue().equals(common.get(entry.getKey())));
                all.add(own);
            }
            return all;
        }
    }
}
