package org.tablao.jobtypes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.tablao.pluginapi.job.JobRequest;
import org.tablao.pluginapi.job.JobType;
import org.tablao.pluginapi.job.OffersJobType;
import org.tablao.pluginapi.job.Plan;
import org.tablao.pluginapi.job.TaskPlan;
import org.tablao.pluginapi.schema.Field;
import org.tablao.pluginapi.schema.FieldType;
import org.tablao.pluginapi.schema.InvalidValues;
import org.tablao.pluginapi.schema.Problem;
import org.tablao.pluginapi.schema.Schema;

/** Runs tasks that are written out one by one: what a script makes for which there is no job type. */
@Component
@OffersJobType(name = "tasks", label = "Tasks", version = "1.0.0")
public final class TaskList implements JobType {
    private static final Schema SETTINGS = Schema.of(
            Field.of("tasks", FieldType.OBJECTS)
                    .label("Tasks")
                    .describe(
                            "Each with name, commands (name, range, parameters), dependsOn (names of other tasks),"
                                    + " requirements (namespace;filter) and needs (slots, memoryBytes, gpus, gpuMemoryBytes, gpuModel, limits)."));

    @Override
    public Schema settings() {
        return SETTINGS;
    }

    @Override
    public Plan compile(JobRequest request) throws InvalidValues {
        List<ListedTask> tasks = read(request.settings().objects("tasks"));
        List<Integer> order = new TaskOrder(tasks).find();
        Map<String, Integer> numbers = new HashMap<>();
        Plan.Builder plan = Plan.builder();
        for (int index : order) {
            ListedTask task = tasks.get(index);
            TaskPlan planned = task.plan();
            for (String before : task.dependsOn()) {
                planned = planned.after(numbers.get(before));
            }
            numbers.put(task.name(), plan.add(planned));
        }
        return plan.build();
    }

    private static List<ListedTask> read(List<Map<String, Object>> given) throws InvalidValues {
        List<ListedTask> tasks = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            try {
                tasks.add(ListedTask.read("tasks[" + i + "]", given.get(i)));
            } catch (InvalidValues e) {
                problems.addAll(e.problems());
            }
        }
        if (given.isEmpty()) {
            problems.add(new Problem("tasks", "is empty", "Give a task"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidValues(problems);
        }
        return tasks;
    }
}
