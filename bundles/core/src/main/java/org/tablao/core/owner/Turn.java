package org.tablao.core.owner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.Row;

/** One piece of work on the owner's thread: collects what is to be kept, and what may leave once it is kept. */
public final class Turn {
    private final List<Change> changes = new ArrayList<>();
    private final List<Runnable> departures = new ArrayList<>();

    Turn() {}

    /** A turn outside a loop, for tests and the simulator. */
    public static Turn detached() {
        return new Turn();
    }

    public void insert(Row row) {
        changes.add(new Change.Insert(row));
    }

    public void update(Row row) {
        changes.add(new Change.Update(row));
    }

    public void delete(Row row) {
        changes.add(new Change.Delete(row));
    }

    /** Runs once all changes up to this one are durable: an answer, an event. Never when the commit fails. Must not block. */
    public void whenDurable(Runnable departure) {
        departures.add(departure);
    }

    /** All of another turn, after what is here. */
    public void addAll(Turn other) {
        changes.addAll(other.changes);
        departures.addAll(other.departures);
    }

    public List<Change> changes() {
        return Collections.unmodifiableList(changes);
    }

    public List<Runnable> departures() {
        return Collections.unmodifiableList(departures);
    }
}
