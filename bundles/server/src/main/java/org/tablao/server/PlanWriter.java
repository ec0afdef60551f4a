package org.tablao.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.VersionRange;
import org.tablao.nodeapi.farm.Scheduling;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.plan.PlannedFrame;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.pluginapi.job.CommandPlan;
import org.tablao.pluginapi.job.ExpectedFrame;
import org.tablao.pluginapi.job.Plan;
import org.tablao.pluginapi.job.TaskNeeds;
import org.tablao.pluginapi.job.TaskPlan;

/** Makes of what a job type compiled the plan that is stored and carried, and refuses what would fail later. */
final class PlanWriter {
    static final String COMMAND_NAMESPACE = "org.tablao.command";
    static final String TAG_NAMESPACE = "org.tablao.tag";
    private static final int LONGEST_LAYER = 200;
    private static final int MOST_TASKS = 1_000_000;

    /** What decides the requirements of a task: its commands, each with its range, and what it requires itself. */
    private record Requiring(List<String> commands, List<String> requirements) {}

    private final Set<String> goodRequirements = new HashSet<>();
    private final Map<Requiring, List<String>> requirements = new HashMap<>();
    private final Map<TaskNeeds, Needs> needs = new HashMap<>();
    private List<CommandPlan> lastCommands = List.of();
    private List<PlannedCommand> lastPlanned = List.of();
    private final Scheduling scheduling;
    private final List<String> requiredOfAll = new ArrayList<>();

    /** @param scheduling what was submitted for all tasks */
    PlanWriter(Scheduling scheduling) {
        this.scheduling = scheduling;
        requiredOfAll.addAll(scheduling.requirements());
        scheduling.tags().forEach(tag -> requiredOfAll.add(TAG_NAMESPACE + ";(tag=" + escaped(tag) + ")"));
    }

    /** @throws IllegalArgumentException naming what the job type did wrong */
    JobPlan write(String jobId, Plan plan) {
        if (plan.tasks().size() > MOST_TASKS) {
            throw new IllegalArgumentException(
                    "it made " + plan.tasks().size() + " tasks; a job has at most " + MOST_TASKS);
        }
        List<PlannedTask> tasks = new ArrayList<>(plan.tasks().size());
        for (TaskPlan task : plan.tasks()) {
            tasks.add(task(tasks.size() + 1, task));
        }
        return new JobPlan(jobId, tasks, frames(plan), scheduling.terms());
    }

    /** What a worker must offer to run a command. */
    static String requirement(String command, String range) {
        return COMMAND_NAMESPACE + ";(&(command=" + escaped(command) + ")"
                + new VersionRange(range).toFilterString("version") + ")";
    }

    private static String escaped(String value) {
        return value.replaceAll("([\\\\*()])", "\\\\$1");
    }

    private PlannedTask task(int number, TaskPlan task) {
        if (task.commands().isEmpty()) {
            throw new IllegalArgumentException("task " + number + " has no command");
        }
        return new PlannedTask(
                number,
                task.name(),
                commands(task.commands()),
                task.dependsOn(),
                requirements(task),
                needs.computeIfAbsent(task.needs(), this::needs));
    }

    /** Job types of many tasks alike give the same command to all. */
    private List<PlannedCommand> commands(List<CommandPlan> commands) {
        if (!commands.equals(lastCommands)) {
            lastCommands = commands;
            lastPlanned = commands.stream()
                    .map(command -> new PlannedCommand(command.name(), command.range(), command.parameters()))
                    .toList();
        }
        return lastPlanned;
    }

    private List<String> requirements(TaskPlan task) {
        List<String> commands = new ArrayList<>(2 * task.commands().size());
        for (CommandPlan command : task.commands()) {
            commands.add(command.name());
            commands.add(command.range());
        }
        return requirements.computeIfAbsent(new Requiring(commands, task.requirements()), this::requirements);
    }

    private List<String> requirements(Requiring task) {
        Set<String> all = new LinkedHashSet<>(task.requirements());
        for (int i = 0; i < task.commands().size(); i += 2) {
            all.add(requirement(task.commands().get(i), task.commands().get(i + 1)));
        }
        all.addAll(requiredOfAll);
        all.forEach(this::check);
        return List.copyOf(all);
    }

    /** What the job type says, and what was submitted: of each the larger. */
    private Needs needs(TaskNeeds ofType) {
        Needs ofAll = scheduling.needs();
        Map<String, Long> limits = new TreeMap<>(ofType.limits());
        ofAll.limits().forEach((limit, amount) -> limits.merge(limit, amount, Math::max));
        return new Needs(
                Math.max(ofType.slots(), ofAll.slots()),
                Math.max(ofType.memoryBytes(), ofAll.memoryBytes()),
                Math.max(ofType.gpus(), ofAll.gpus()),
                Math.max(ofType.gpuMemoryBytes(), ofAll.gpuMemoryBytes()),
                ofAll.gpuModel().isEmpty() ? ofType.gpuModel() : ofAll.gpuModel(),
                limits);
    }

    private void check(String requirement) {
        if (goodRequirements.contains(requirement)) {
            return;
        }
        try {
            int end = requirement.indexOf(';');
            FrameworkUtil.createFilter(requirement.substring(end + 1));
            if (end < 1) {
                throw new IllegalArgumentException("requirement '" + requirement + "' has no namespace");
            }
            goodRequirements.add(requirement);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("requirement '" + requirement + "' has a filter that is not one", e);
        }
    }

    private record LayerFrame(String layer, int number) {}

    private static List<PlannedFrame> frames(Plan plan) {
        Set<LayerFrame> seen = new HashSet<>();
        List<PlannedFrame> frames = new ArrayList<>(plan.frames().size());
        for (ExpectedFrame frame : plan.frames()) {
            if (frame.task() < 1 || frame.task() > plan.tasks().size()) {
                throw new IllegalArgumentException(
                        "frame " + frame.number() + " is expected of task " + frame.task() + ", which there is not");
            }
            if (frame.layer().length() > LONGEST_LAYER) {
                throw new IllegalArgumentException(
                        "the name of a layer is longer than " + LONGEST_LAYER + " characters: " + frame.layer());
            }
            if (frame.layer().isBlank() || !seen.add(new LayerFrame(frame.layer(), frame.number()))) {
                throw new IllegalArgumentException("frame " + frame.number() + " of layer '" + frame.layer()
                        + "' is expected twice or has no layer");
            }
            frames.add(new PlannedFrame(frame.task(), frame.layer(), frame.number()));
        }
        return frames;
    }
}
