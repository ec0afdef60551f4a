package org.tablao.pluginapi.job;

import java.util.ArrayList;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A compiled job: its tasks in order, numbered from 1, and the frames that it will produce. */
@ProviderType
public final class Plan {
    private final List<TaskPlan> tasks;
    private final List<ExpectedFrame> frames;

    private Plan(List<TaskPlan> tasks, List<ExpectedFrame> frames) {
        this.tasks = List.copyOf(tasks);
        this.frames = List.copyOf(frames);
    }

    public static Builder builder() {
        return new Builder();
    }

    public List<TaskPlan> tasks() {
        return tasks;
    }

    public List<ExpectedFrame> frames() {
        return frames;
    }

    /** Collects tasks and frames. */
    @ProviderType
    public static final class Builder {
        private final List<TaskPlan> tasks = new ArrayList<>();
        private final List<ExpectedFrame> frames = new ArrayList<>();

        private Builder() {}

        /** Adds a task; answers its number, for {@link TaskPlan#after}. */
        public int add(TaskPlan task) {
            tasks.add(task);
            return tasks.size();
        }

        /** Adds a frame that the task of this number will produce. */
        public Builder expect(int taskNumber, String layer, int number) {
            frames.add(new ExpectedFrame(taskNumber, layer, number));
            return this;
        }

        /** @throws IllegalStateException when there is no task, or one that depends on a later one */
        public Plan build() {
            if (tasks.isEmpty()) {
                throw new IllegalStateException("a plan has no task");
            }
            for (int i = 0; i < tasks.size(); i++) {
                for (int dependency : tasks.get(i).dependsOn()) {
                    if (dependency < 1 || dependency > i) {
                        throw new IllegalStateException(
                                "task " + (i + 1) + " depends on " + dependency + ", which does not come before it");
                    }
                }
            }
            return new Plan(tasks, frames);
        }
    }
}
