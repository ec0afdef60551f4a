package org.tablao.core.gates;

import java.util.List;
import org.tablao.core.index.CapabilitySet;

/** The worker offers what the task requires. */
final class CapabilityGate implements Gate {
    @Override
    public String name() {
        return "capabilities";
    }

    @Override
    public boolean opens(Question question) {
        CapabilitySet offered = question.worker.kind().orElse(null);
        return offered != null && question.kind.admits(offered);
    }

    @Override
    public Said says(Question question, boolean open) {
        if (open) {
            return Said.open("Worker " + question.worker.name() + " offers what the task requires.");
        }
        if (!question.kind.fault().isEmpty()) {
            return new Said("No worker can meet it: " + question.kind.fault() + ".", "Submit the job without it.");
        }
        List<String> unmet = question.worker.kind().map(question.kind::unmet).orElse(List.of());
        if (unmet.isEmpty()) {
            return new Said("What worker " + question.worker.name() + " offers is not known now.", "Start it.");
        }
        return new Said(
                "Worker " + question.worker.name() + " does not meet " + String.join(", ", unmet) + ".",
                "Bring a worker that does, or install what is missing.");
    }
}
