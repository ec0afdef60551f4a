package org.tablao.core.gates;

import org.tablao.nodeapi.plan.Needs;

/** So many devices that would do are nobody's. */
final class GpuGate implements Gate {
    @Override
    public String name() {
        return "gpus";
    }

    @Override
    public boolean opens(Question question) {
        Needs needs = question.kind.needs();
        return needs.gpus() == 0 || question.worker.occupancy().choose(needs).size() == needs.gpus();
    }

    @Override
    public Said says(Question question, boolean open) {
        Needs needs = question.kind.needs();
        if (needs.gpus() == 0) {
            return Said.open("The task needs no GPU of its own.");
        }
        Occupancy host = question.worker.occupancy();
        int there = host.matching(needs).size();
        String left = "Worker " + question.worker.name() + " has "
                + host.choose(needs).size() + " free of " + there + " that would do, and the task needs " + text(needs)
                + ".";
        if (open) {
            return Said.open(left);
        }
        return new Said(
                left, there < needs.gpus() ? "Bring a worker with " + text(needs) + "." : "A task has to end there.");
    }

    private static String text(Needs needs) {
        return needs.gpus()
                + (needs.gpus() == 1 ? " GPU" : " GPUs")
                + (needs.gpuModel().isEmpty() ? "" : " of model " + needs.gpuModel())
                + (needs.gpuMemoryBytes() == 0 ? "" : " with " + Bytes.text(needs.gpuMemoryBytes()));
    }
}
