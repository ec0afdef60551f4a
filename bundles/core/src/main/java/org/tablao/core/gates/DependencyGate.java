package org.tablao.core.gates;

import java.util.List;
import org.tablao.core.state.TaskStatus;

/** All tasks that it waits for are completed. */
final class DependencyGate implements Gate {
    private static final int MOST_NAMED = 5;

    @Override
    public String name() {
        return "dependencies";
    }

    @Override
    public boolean opens(Question question) {
        return question.job.status(question.task) != TaskStatus.WAITING;
    }

    @Override
    public Said says(Question question, boolean open) {
        if (open) {
            return Said.open("It waits for no other task.");
        }
        List<Integer> waitsFor = question.job.waitsFor(question.task);
        String named = waitsFor.stream()
                .limit(MOST_NAMED)
                .map(number -> number + " (" + question.job.status(number).wireName() + ")")
                .collect(java.util.stream.Collectors.joining(", "));
        String more = waitsFor.size() > MOST_NAMED ? " and " + (waitsFor.size() - MOST_NAMED) + " more" : "";
        return new Said(
                "It waits for " + (waitsFor.size() == 1 ? "task " : "tasks ") + named + more + ".",
                waitsFor.size() == 1 ? "That task has to be completed." : "Those tasks have to be completed.");
    }
}
