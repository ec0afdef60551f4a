package org.tablao.core.manager;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.tablao.core.index.TaskIndex;
import org.tablao.nodeapi.manager.PolicyState;

/** Compares what is done with what another policy would have done. */
final class Shadow {
    private static final int MOST_KEPT = 1_000;

    private final Deque<PolicyState.Difference> last = new ArrayDeque<>();
    private long assignments;
    private long differences;

    void compared(Step step, WorkerRun worker, TaskIndex.Pick given, Optional<TaskIndex.Pick> otherwise) {
        assignments++;
        if (otherwise.isPresent() && otherwise.get().equals(given)) {
            return;
        }
        differences++;
        last.addFirst(new PolicyState.Difference(
                step.millis(),
                worker.id,
                text(given),
                otherwise.map(Shadow::text).orElse("")));
        if (last.size() > MOST_KEPT) {
            last.removeLast();
        }
    }

    ShadowCount count() {
        return new ShadowCount(assignments, differences, List.copyOf(last));
    }

    private static String text(TaskIndex.Pick pick) {
        return pick.job().facts().id() + "." + pick.task();
    }
}
