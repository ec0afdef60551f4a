package org.tablao.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.TaskRow;

/**
 * Keeps in table {@code tallies} what the tasks and frames of ended jobs come to. They are counted once, in the transaction in
 * which the job ends; what changes of them later is added and taken off in the transaction that changes it. A transaction that
 * does either runs alone: another would see rows that are not counted yet.
 */
final class Tallies {

    private static final Set<Class<?>> COUNTED_KINDS = Set.of(JobRow.class, TaskRow.class, FrameRow.class);

    private final DataSource pool;
    private final Hold hold;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private Set<String> counted = Set.of();
    private long generation = -1;

    Tallies(DataSource pool, Hold hold) {
        this.pool = pool;
        this.hold = hold;
    }

    /** Lets a transaction begin; it has to be closed after the commit, or when there is none. */
    Tallying begin(NetChanges changes) throws SQLException {
        gate.readLock().lock();
        if (generation == hold.generation() && !concerns(changes)) {
            return new Tallying(gate.readLock()::unlock);
        }
        gate.readLock().unlock();
        gate.writeLock().lock();
        try {
            load();
            return new Tallying(List.copyOf(new LinkedHashSet<>(rows(changes))), counted, gate.writeLock()::unlock);
        } catch (SQLException e) {
            gate.writeLock().unlock();
            throw e;
        }
    }

    private boolean concerns(NetChanges changes) {
        for (Row row : rows(changes)) {
            boolean isCounted = counted.contains(jobOf(row));
            if (row instanceof JobRow job ? isCounted != job.endedAtMillis() > 0 : isCounted) {
                return true;
            }
        }
        return false;
    }

    /** Of jobs, tasks and frames. */
    private static List<Row> rows(NetChanges changes) {
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<Table<?>, NetChanges.OfTable> entry : changes.byTable().entrySet()) {
            if (COUNTED_KINDS.contains(entry.getKey().kind())) {
                rows.addAll(entry.getValue().gone());
                rows.addAll(entry.getValue().changed());
                rows.addAll(entry.getValue().added());
            }
        }
        return rows;
    }

    static String jobOf(Row row) {
        if (row instanceof TaskRow task) {
            return task.jobId();
        }
        return row instanceof FrameRow frame ? frame.jobId() : ((JobRow) row).id();
    }

    private void load() throws SQLException {
        long now = hold.generation();
        if (generation != now) {
            Set<String> found = new HashSet<>();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet jobs = statement.executeQuery("SELECT DISTINCT job_id FROM tallies")) {
                while (jobs.next()) {
                    found.add(jobs.getString(1));
                }
            }
            counted = found;
            generation = now;
        }
    }
}
