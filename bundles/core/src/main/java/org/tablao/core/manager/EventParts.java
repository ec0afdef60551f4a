package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.PublishedFrame;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;

/**
 * Tells in several events what is too much for one, for a message has its bound. In the order in which a server applies one: what
 * became of jobs comes with the last.
 */
final class EventParts {
    /** Of some hundred bytes each. */
    static final int MOST_ROWS = 2_000;

    private final ManagerEvent whole;
    /** Rows that parts tell already: of workers, then of attempts, frames, tasks and blocks. */
    private int told;

    private EventParts(ManagerEvent whole) {
        this.whole = whole;
    }

    static List<ManagerEvent> of(ManagerEvent whole, LongSupplier sequences) {
        return new EventParts(whole).split(sequences);
    }

    private List<ManagerEvent> split(LongSupplier sequences) {
        int rows = whole.workers().size()
                + whole.attempts().size()
                + whole.frames().size()
                + whole.tasks().size()
                + whole.blocks().size();
        List<ManagerEvent> parts = new ArrayList<>();
        do {
            parts.add(part(sequences.getAsLong(), parts.isEmpty(), told + MOST_ROWS >= rows));
            told += MOST_ROWS;
        } while (told < rows);
        return parts;
    }

    private ManagerEvent part(long sequence, boolean first, boolean last) {
        int before = 0;
        List<WorkerRow> workers = within(whole.workers(), before);
        before += whole.workers().size();
        List<AttemptRow> attempts = within(whole.attempts(), before);
        before += whole.attempts().size();
        List<PublishedFrame> frames = within(whole.frames(), before);
        before += whole.frames().size();
        List<TaskRow> tasks = within(whole.tasks(), before);
        before += whole.tasks().size();
        return new ManagerEvent(
                sequence,
                whole.atMillis(),
                last ? whole.jobs() : List.of(),
                tasks,
                attempts,
                workers,
                frames,
                within(whole.blocks(), before),
                whole.restart() && first);
    }

    /** What of a list is this part's, where so many rows come before the list. */
    private <R> List<R> within(List<R> rows, int before) {
        int from = Math.min(rows.size(), Math.max(0, told - before));
        int to = Math.min(rows.size(), Math.max(0, told + MOST_ROWS - before));
        return from == 0 && to == rows.size() ? rows : List.copyOf(rows.subList(from, to));
    }
}
