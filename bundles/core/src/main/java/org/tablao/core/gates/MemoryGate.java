package org.tablao.core.gates;

/** The host has so much memory left. */
final class MemoryGate implements Gate {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean opens(Question question) {
        long needed = question.kind.needs().memoryBytes();
        return needed == 0 || question.worker.occupancy().hasMemory(needed);
    }

    @Override
    public Said says(Question question, boolean open) {
        Occupancy host = question.worker.occupancy();
        long needed = question.kind.needs().memoryBytes();
        long all = host.resources().memoryBytes();
        if (needed == 0) {
            return Said.open("The task does not say how much memory it needs.");
        }
        if (all == 0) {
            return Said.open("Worker " + question.worker.name() + " does not say how much memory it has.");
        }
        String left = "Worker " + question.worker.name() + " has " + Bytes.text(all - host.usedMemory()) + " of "
                + Bytes.text(all) + " left, and the task needs " + Bytes.text(needed) + ".";
        if (open) {
            return Said.open(left);
        }
        return new Said(left, needed > all ? "Bring a worker with more memory." : "A task has to end there.");
    }
}
