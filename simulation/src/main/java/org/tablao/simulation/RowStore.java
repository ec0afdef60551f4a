package org.tablao.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.Row;

/** A database: rows by key, as strict about what is there and what is not as a real one. Outlives processes. */
final class RowStore {
    final String storeId;
    private final Timeline timeline;
    private TreeMap<String, Row> rows = new TreeMap<>();
    private int incarnation = 1;

    /** What a backup has. */
    record Backup(TreeMap<String, Row> rows) {}

    RowStore(String storeId, Timeline timeline) {
        this.storeId = storeId;
        this.timeline = timeline;
    }

    String incarnation() {
        return storeId + "-" + incarnation;
    }

    void commit(List<Change> changes) {
        for (Change change : changes) {
            Row row = change.row();
            String key = RowKeys.of(row);
            boolean there = rows.containsKey(key);
            if (change instanceof Change.Delete) {
                rows.remove(key);
            } else if (change instanceof Change.Insert && there) {
                throw new BrokenPromise("store", key + " is inserted and is there already");
            } else if (change instanceof Change.Update && !there) {
                throw new BrokenPromise("store", key + " is updated and is not there");
            } else {
                rows.put(key, row);
            }
            timeline.note(key.hashCode(), () -> storeId + ": " + RowKeys.told(change));
        }
    }

    <R extends Row> List<R> all(Class<R> kind) {
        return below(kind, "");
    }

    /** Rows whose key begins with this, without the kind. */
    <R extends Row> List<R> below(Class<R> kind, String start) {
        String from = RowKeys.prefix(kind) + start;
        List<R> found = new ArrayList<>();
        for (Row row : rows.subMap(from, from + '\uffff').values()) {
            found.add(kind.cast(row));
        }
        return found;
    }

    <R extends Row> Optional<R> find(Class<R> kind, String key) {
        return Optional.ofNullable(rows.get(RowKeys.prefix(kind) + key)).map(kind::cast);
    }

    Backup backup() {
        return new Backup(new TreeMap<>(rows));
    }

    void restore(Backup backup) {
        rows = new TreeMap<>(backup.rows);
        incarnation++;
        timeline.note(incarnation, () -> storeId + " is restored from a backup");
    }

    Map<String, Row> rows() {
        return rows;
    }
}
