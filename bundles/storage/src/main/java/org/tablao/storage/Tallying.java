package org.tablao.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.TaskRow;

/** What one transaction does to the tallies; mostly nothing. */
final class Tallying implements AutoCloseable {

    private static final String TASKS = "tasks";
    private static final String FRAMES = "frames";

    private record Key(String job, String subject, String status) {}

    private final List<Row> rows;
    private final Set<String> counted;
    private final Runnable end;
    private final Set<String> ending = new HashSet<>();
    private final Set<String> reopening = new HashSet<>();
    private final Map<Key, Long> differences = new HashMap<>();

    /** Nothing. */
    Tallying(Runnable end) {
        this(List.of(), Set.of(), end);
    }

    /**
     * @param rows of jobs, tasks and frames that the transaction writes
     * @param counted jobs that have tallies; changed when the transaction is committed
     */
    Tallying(List<Row> rows, Set<String> counted, Runnable end) {
        this.rows = rows;
        this.counted = counted;
        this.end = end;
    }

    /** In the transaction, before its rows are written: what they were. */
    void before(ChangeWriter.Preparation statements) throws SQLException {
        for (Row row : rows) {
            String job = Tallies.jobOf(row);
            if (row instanceof JobRow jobRow) {
                boolean ended = jobRow.endedAtMillis() > 0;
                if (ended != counted.contains(job)) {
                    (ended ? ending : reopening).add(job);
                }
            } else if (counted.contains(job)) {
                add(row, statements, -1);
            }
        }
    }

    /** In the transaction, after its rows were written: what they are. */
    void after(ChangeWriter.Preparation statements) throws SQLException {
        for (Row row : rows) {
            if (!(row instanceof JobRow) && counted.contains(Tallies.jobOf(row))) {
                add(row, statements, 1);
            }
        }
        for (Map.Entry<Key, Long> difference : differences.entrySet()) {
            if (difference.getValue() != 0) {
                apply(difference.getKey(), difference.getValue(), statements);
            }
        }
        for (String job : reopening) {
            execute(statements, "DELETE FROM tallies WHERE job_id = ?", job);
        }
        for (String job : ending) {
            for (String subject : List.of(TASKS, FRAMES)) {
                execute(
                        statements,
                        "INSERT INTO tallies (job_id, subject, status, amount) SELECT job_id, '" + subject
                                + "', status, COUNT(*) FROM " + subject + " WHERE job_id = ? GROUP BY job_id, status",
                        job);
            }
        }
    }

    /** The transaction is committed. */
    void done() {
        if (!ending.isEmpty() || !reopening.isEmpty()) {
            counted.addAll(ending);
            counted.removeAll(reopening);
        }
    }

    @Override
    public void close() {
        end.run();
    }

    private void add(Row row, ChangeWriter.Preparation statements, long amount) throws SQLException {
        boolean isTask = row instanceof TaskRow;
        String subject = isTask ? TASKS : FRAMES;
        PreparedStatement select = statements.prepared(
                "SELECT status FROM " + subject + " WHERE job_id = ? AND " + (isTask ? "number" : "ordinal") + " = ?");
        select.setString(1, Tallies.jobOf(row));
        select.setInt(2, row instanceof TaskRow task ? task.number() : ((FrameRow) row).ordinal());
        try (ResultSet found = select.executeQuery()) {
            if (found.next()) {
                differences.merge(new Key(Tallies.jobOf(row), subject, found.getString(1)), amount, Long::sum);
            }
        }
    }

    private static void apply(Key key, long difference, ChangeWriter.Preparation statements) throws SQLException {
        PreparedStatement update = statements.prepared(
                "UPDATE tallies SET amount = amount + ? WHERE job_id = ? AND subject = ? AND status = ?");
        if (bound(update, key, difference).executeUpdate() == 0) {
            PreparedStatement insert =
                    statements.prepared("INSERT INTO tallies (amount, job_id, subject, status) VALUES (?, ?, ?, ?)");
            bound(insert, key, difference).executeUpdate();
        }
    }

    private static PreparedStatement bound(PreparedStatement statement, Key key, long difference) throws SQLException {
        statement.setLong(1, difference);
        statement.setString(2, key.job());
        statement.setString(3, key.subject());
        statement.setString(4, key.status());
        return statement;
    }

    private static void execute(ChangeWriter.Preparation statements, String sql, String job) throws SQLException {
        PreparedStatement statement = statements.prepared(sql);
        statement.setString(1, job);
        statement.executeUpdate();
    }
}
