package org.tablao.core.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tablao.core.state.FrameStatus;
import org.tablao.core.state.Status;
import org.tablao.nodeapi.store.FrameRow;

/** The frames of a job that has not ended. */
public final class JobFrames {
    private record Key(String layer, int number) {}

    private final List<FrameRow> rows;
    private final Map<Key, Integer> places = new HashMap<>();
    private final Map<Integer, List<Integer>> ofTask = new HashMap<>();

    /** @param rows by ordinal, without a gap */
    JobFrames(List<FrameRow> rows) {
        this.rows = new ArrayList<>(rows.size());
        rows.forEach(this::add);
    }

    public List<FrameRow> all() {
        return List.copyOf(rows);
    }

    public Optional<FrameRow> find(int ordinal) {
        return ordinal >= 1 && ordinal <= rows.size() ? Optional.of(rows.get(ordinal - 1)) : Optional.empty();
    }

    /** The statuses of all frames. */
    public Counts<FrameStatus> count() {
        Counts<FrameStatus> counts = new Counts<>(FrameStatus.class);
        rows.forEach(row -> counts.add(statusOf(row), 1));
        return counts;
    }

    Optional<FrameRow> find(String layer, int number) {
        return Optional.ofNullable(places.get(new Key(layer, number))).map(rows::get);
    }

    List<FrameRow> ofTask(int task) {
        return ofTask.getOrDefault(task, List.of()).stream().map(rows::get).toList();
    }

    int nextOrdinal() {
        return rows.size() + 1;
    }

    void add(FrameRow row) {
        if (row.ordinal() != nextOrdinal()) {
            throw new IllegalStateException(
                    "frame " + FrameId.of(row) + " comes where ordinal " + nextOrdinal() + " was expected");
        }
        places.put(new Key(row.layer(), row.number()), rows.size());
        ofTask.computeIfAbsent(row.taskNumber(), task -> new ArrayList<>()).add(rows.size());
        rows.add(row);
    }

    void replace(FrameRow row) {
        rows.set(row.ordinal() - 1, row);
    }

    static FrameStatus statusOf(FrameRow row) {
        return Status.ofWireName(FrameStatus.class, row.status());
    }
}
