package org.tablao.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.Row;

/**
 * What the changes of one commit come to: of several changes of one row what is left of them at the end. They may build on each
 * other, and then what does not fit is refused as the database would refuse it.
 *
 * @param byTable in the order in which tables were first touched
 */
record NetChanges(Map<Table<?>, OfTable> byTable) {

    /** Rows by what becomes of them; one that goes and comes again is in both. */
    record OfTable(List<Row> gone, List<Row> changed, List<Row> added) {}

    /** The state that the changes so far leave a row in, against what the database has. */
    private enum Fate {
        ADDED,
        CHANGED,
        GONE,
        REPLACED
    }

    private record Net(Fate fate, Row row) {}

    static NetChanges of(List<Change> changes) throws SQLException {
        Map<Table<?>, Map<Object, Net>> nets = new LinkedHashMap<>();
        for (Change change : changes) {
            Table<?> table = Tables.of(change.row().getClass());
            Map<Object, Net> rows = nets.computeIfAbsent(table, any -> new LinkedHashMap<>());
            Object key = table.keyOf(change.row());
            Net before = rows.get(key);
            rows.put(key, before == null ? first(change) : next(table, before, change));
        }
        Map<Table<?>, OfTable> byTable = new LinkedHashMap<>();
        nets.forEach((table, rows) -> byTable.put(table, sorted(rows)));
        return new NetChanges(byTable);
    }

    private static Net first(Change change) {
        if (change instanceof Change.Insert) {
            return new Net(Fate.ADDED, change.row());
        }
        return new Net(change instanceof Change.Update ? Fate.CHANGED : Fate.GONE, change.row());
    }

    private static Net next(Table<?> table, Net before, Change change) throws SQLException {
        boolean isThere = before.fate() != Fate.GONE;
        if (change instanceof Change.Delete) {
            return new Net(Fate.GONE, change.row());
        } else if (change instanceof Change.Update) {
            if (!isThere) {
                throw missing(table, change.row());
            }
            return new Net(before.fate(), change.row());
        } else if (isThere) {
            throw new SQLException(
                    "the row to insert is in table " + table.name() + " already: " + table.key(change.row()));
        }
        return new Net(Fate.REPLACED, change.row());
    }

    static SQLException missing(Table<?> table, Row row) {
        return new SQLException("the row to update is not in table " + table.name() + ": " + table.key(row));
    }

    private static OfTable sorted(Map<Object, Net> rows) {
        OfTable sorted = new OfTable(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Net net : rows.values()) {
            switch (net.fate()) {
                case ADDED -> sorted.added().add(net.row());
                case CHANGED -> sorted.changed().add(net.row());
                case GONE -> sorted.gone().add(net.row());
                case REPLACED -> {
                    sorted.gone().add(net.row());
                    sorted.added().add(net.row());
                }
            }
        }
        return sorted;
    }
}
