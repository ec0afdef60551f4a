package org.tablao.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tablao.nodeapi.worker.WorkerGate;

/** The managers that were found: one in this framework is taken before one that is reached over the network. Any thread. */
final class GateHolder {
    private record Found(WorkerGate gate, boolean imported) {}

    private final List<Found> found = new ArrayList<>();
    private Runnable listener = () -> {};

    /** Called after each change, on whichever thread it came. */
    synchronized void listen(Runnable changed) {
        listener = changed;
    }

    void add(WorkerGate gate, Map<String, ?> properties) {
        Runnable changed;
        synchronized (this) {
            found.add(new Found(gate, Boolean.parseBoolean(String.valueOf(properties.get("service.imported")))));
            changed = listener;
        }
        changed.run();
    }

    void remove(WorkerGate gate) {
        Runnable changed;
        synchronized (this) {
            found.removeIf(one -> one.gate() == gate);
            changed = listener;
        }
        changed.run();
    }

    synchronized Optional<WorkerGate> current() {
        return found.stream()
                .filter(one -> !one.imported())
                .findFirst()
                .or(() -> found.stream().findFirst())
                .map(Found::gate);
    }
}
