package org.tablao.core.gates;

import org.tablao.core.index.RequirementClass;

/** The worker is not kept free for larger tasks. */
final class ReservationGate implements Gate {
    @Override
    public String name() {
        return "reservation";
    }

    @Override
    public boolean opens(Question question) {
        RequirementClass kept = question.worker.reservedFor().orElse(null);
        return kept == null || kept == question.kind;
    }

    @Override
    public Said says(Question question, boolean open) {
        String name = question.worker.name();
        RequirementClass kept = question.worker.reservedFor().orElse(null);
        if (kept == null) {
            return Said.open("Worker " + name + " is not kept free for larger tasks.");
        }
        if (open) {
            return Said.open("Worker " + name + " is kept free for this task until it fits.");
        }
        return new Said(
                "Worker " + name + " is kept free for a task that needs "
                        + kept.needs().slots()
                        + (kept.needs().slots() == 1 ? " slot" : " slots")
                        + (kept.needs().memoryBytes() == 0
                                ? ""
                                : " and " + Bytes.text(kept.needs().memoryBytes()))
                        + ".",
                "That task has to be run first.");
    }
}
