package org.tablao.core.gates;

/** So many slots are free. */
final class SlotsGate implements Gate {
    @Override
    public String name() {
        return "slots";
    }

    @Override
    public boolean opens(Question question) {
        return question.kind.needs().slots() <= question.worker.occupancy().freeSlots();
    }

    @Override
    public Said says(Question question, boolean open) {
        Occupancy host = question.worker.occupancy();
        int needed = question.kind.needs().slots();
        String free = "Worker " + question.worker.name() + " has " + Math.max(0, host.freeSlots()) + " of "
                + host.slots() + " slots free, and the task needs " + needed;
        if (open) {
            return Said.open(free + ".");
        }
        return new Said(
                free + ".",
                needed > host.slots()
                        ? "Bring a worker with " + needed + " slots, or let the task need fewer."
                        : "A task has to end there.");
    }
}
