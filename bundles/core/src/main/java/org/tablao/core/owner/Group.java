package org.tablao.core.owner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Change;

/** The changes of many turns that become durable together, and what leaves when they are. */
final class Group {
    private final List<Change> changes = new ArrayList<>();
    private final List<Runnable> departures = new ArrayList<>();
    private final List<Consumer<RefusedException>> failures = new ArrayList<>();

    void add(Turn turn) {
        changes.addAll(turn.changes());
        departures.addAll(turn.departures());
    }

    /** Adds a turn, and who is told when it is durable or when it will not be. */
    void add(Turn turn, Runnable completion, Consumer<RefusedException> failure) {
        add(turn);
        departures.add(completion);
        failures.add(failure);
    }

    /** How many pieces of work it holds. */
    int size() {
        return failures.size();
    }

    List<Change> changes() {
        return changes;
    }

    List<Runnable> departures() {
        return departures;
    }

    List<Consumer<RefusedException>> failures() {
        return failures;
    }
}
