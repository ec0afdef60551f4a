package org.tablao.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.node.Failpoint;
import org.tablao.nodeapi.store.Row;

/** Writes what changes in a commit: for each table what goes, then what differs, then what comes, each as one batch. */
final class ChangeWriter {

    /** Bounds what a driver holds in memory for one batch. */
    private static final int LONGEST_BATCH = 1_000;

    private final Preparation preparation;

    ChangeWriter(Preparation preparation) {
        this.preparation = preparation;
    }

    /** Where statements come from; who gives them closes them. */
    interface Preparation {
        PreparedStatement prepared(String sql) throws SQLException;
    }

    void write(NetChanges changes) throws SQLException {
        for (Map.Entry<Table<?>, NetChanges.OfTable> entry : changes.byTable().entrySet()) {
            Table<?> table = entry.getKey();
            NetChanges.OfTable net = entry.getValue();
            write(table.delete(), table::bindDelete, net.gone());
            refuseMissing(table, net.changed(), write(table.update(), table::bindUpdate, net.changed()));
            write(table.insert(), table::bindInsert, net.added());
            Failpoint.at("store.between-statements");
        }
    }

    /** Fills the question marks of one statement. */
    private interface Binding {
        void bind(PreparedStatement statement, Row row) throws SQLException;
    }

    /** Answers how many rows each element of the batch met. */
    private List<int[]> write(String sql, Binding binding, List<Row> rows) throws SQLException {
        List<int[]> counts = new ArrayList<>();
        if (!rows.isEmpty()) {
            PreparedStatement statement = preparation.prepared(sql);
            for (int from = 0; from < rows.size(); from += LONGEST_BATCH) {
                for (Row row : rows.subList(from, Math.min(rows.size(), from + LONGEST_BATCH))) {
                    binding.bind(statement, row);
                    statement.addBatch();
                }
                counts.add(statement.executeBatch());
            }
        }
        return counts;
    }

    private static void refuseMissing(Table<?> table, List<Row> rows, List<int[]> counts) throws SQLException {
        int at = 0;
        for (int[] batch : counts) {
            for (int count : batch) {
                if (count == 0) {
                    throw NetChanges.missing(table, rows.get(at));
                }
                at++;
            }
        }
    }
}
