package org.tablao.core.gates;

import org.tablao.core.state.WorkerStatus;

/** The worker is there and takes work. */
final class WorkerGate implements Gate {
    @Override
    public String name() {
        return "worker";
    }

    @Override
    public boolean opens(Question question) {
        return question.worker.status().takesWork() && question.worker.kind().isPresent();
    }

    @Override
    public Said says(Question question, boolean open) {
        String name = question.worker.name();
        WorkerStatus status = question.worker.status();
        if (open) {
            return Said.open("Worker " + name + " is " + status.wireName() + ".");
        }
        return switch (status) {
            case ASLEEP -> new Said("Worker " + name + " is asleep.", "Wake it, or wait until its schedule does.");
            case DRAINING -> new Said("Worker " + name + " is draining.", "Start it again.");
            case LOST -> new Said("Worker " + name + " is lost.", "See why nothing is heard of it.");
            case OFFLINE -> new Said("Worker " + name + " is offline.", "Start it.");
            case STARTING, IDLE, BUSY -> new Said(
                    "Worker " + name + " has not said yet what it offers.", "Nothing: it is about to.");
        };
    }
}
