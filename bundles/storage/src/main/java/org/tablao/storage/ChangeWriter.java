package org.tablao.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.tablao.nodeapi.store.Change;

/** Writes changes in their order; neighbours of the same kind and table go as one batch. */
final class ChangeWriter {

    /** Bounds what a driver holds in memory for one batch. */
    private static final int LONGEST_BATCH = 1_000;

    private final Connection connection;

    ChangeWriter(Connection connection) {
        this.connection = connection;
    }

    void write(List<Change> changes) throws SQLException {
        int from = 0;
        while (from < changes.size()) {
            int to = from + 1;
            while (to < changes.size() && to - from < LONGEST_BATCH && alike(changes.get(from), changes.get(to))) {
                to++;
            }
            writeBatch(changes.subList(from, to));
            from = to;
        }
    }

    private static boolean alike(Change one, Change other) {
        return one.getClass() == other.getClass()
                && one.row().getClass() == other.row().getClass();
    }

    private void writeBatch(List<Change> batch) throws SQLException {
        Change first = batch.get(0);
        Table<?> table = Tables.of(first.row().getClass());
        try (PreparedStatement statement = connection.prepareStatement(sql(first, table))) {
            for (Change change : batch) {
                bind(statement, table, change);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            if (first instanceof Change.Update) {
                refuseMissing(table, counts, batch);
            }
        }
    }

    private static String sql(Change change, Table<?> table) {
        if (change instanceof Change.Insert) {
            return table.insert();
        }
        return change instanceof Change.Update ? table.update() : table.delete();
    }

    private static void bind(PreparedStatement statement, Table<?> table, Change change) throws SQLException {
        if (change instanceof Change.Insert) {
            table.bindInsert(statement, change.row());
        } else if (change instanceof Change.Update) {
            table.bindUpdate(statement, change.row());
        } else {
            table.bindDelete(statement, change.row());
        }
    }

    private static void refuseMissing(Table<?> table, int[] counts, List<Change> batch) throws SQLException {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw new SQLException("the row to update is not in table " + table.name() + ": "
                        + table.key(batch.get(i).row()));
            }
        }
    }
}
