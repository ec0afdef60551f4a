package org.tablao.core.manager;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.tablao.nodeapi.plan.PlannedTask;

/** Which tasks of a job wait for which. A job in which none does costs nothing. */
final class Dependencies {
    private static final int[] NOBODY = {};
    private static final Dependencies NONE = new Dependencies(List.of(), new int[0][], NOBODY);

    private final List<PlannedTask> planned;
    private final int[][] dependents;
    private final int[] unmet;

    private Dependencies(List<PlannedTask> planned, int[][] dependents, int[] unmet) {
        this.planned = planned;
        this.dependents = dependents;
        this.unmet = unmet;
    }

    static Dependencies none() {
        return NONE;
    }

    static Dependencies of(List<PlannedTask> planned) {
        int[] sizes = new int[planned.size() + 1];
        planned.forEach(task -> task.dependsOn().forEach(dependency -> sizes[dependency]++));
        int[][] dependents = new int[planned.size() + 1][];
        Arrays.setAll(dependents, number -> sizes[number] == 0 ? NOBODY : new int[sizes[number]]);
        int[] unmet = new int[planned.size() + 1];
        for (PlannedTask task : planned) {
            for (int dependency : task.dependsOn()) {
                dependents[dependency][--sizes[dependency]] = task.number();
                unmet[task.number()]++;
            }
        }
        return new Dependencies(planned, dependents, unmet);
    }

    /** The tasks that wait for a task. */
    int[] dependents(int number) {
        return dependents.length == 0 ? NOBODY : dependents[number];
    }

    /** One of the tasks that a task waits for is completed; answers whether it was the last. */
    boolean met(int number) {
        return --unmet[number] == 0;
    }

    /** Whether all that it waits for is completed. */
    boolean isMet(int number) {
        return unmet.length == 0 || unmet[number] == 0;
    }

    /** Counts anew what each task still waits for. */
    void count(IntPredicate completed) {
        for (PlannedTask task : planned) {
            unmet[task.number()] = (int) task.dependsOn().stream()
                    .filter(other -> !completed.test(other))
                    .count();
        }
    }
}
