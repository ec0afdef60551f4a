package org.tablao.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.AuditQuery;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.FrameQuery;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TaskRow;

/** The store over a pool of JDBC connections. */
final class JdbcStore implements Store {

    private static final int TRIES = 5;
    private static final String PAGE = " OFFSET ? ROWS FETCH FIRST ? ROWS ONLY";
    private static final int LONGEST_PAGE = 1_000;

    private final DataSource pool;
    private final Writers writers;
    private final Hold hold;

    /** What this user has read is not older than this generation, or it is told so at its next commit. */
    private final AtomicLong generation;

    JdbcStore(DataSource pool, Writers writers, Hold hold) {
        this.pool = pool;
        this.writers = writers;
        this.hold = hold;
        this.generation = new AtomicLong(hold.generation());
    }

    @Override
    public String storeId() {
        return hold.identity().storeId();
    }

    @Override
    public String incarnation() {
        return hold.identity().incarnation();
    }

    @Override
    public void commit(List<Change> changes) throws StoreException {
        if (!changes.isEmpty()) {
            repeatedly("committing " + changes.size() + " changes", () -> {
                write(changes);
                return null;
            });
        }
    }

    @Override
    public <R extends Row> List<R> all(Class<R> kind) throws StoreException {
        Table<R> table = Tables.of(kind);
        return select(table, table.orderByKeys(), List.of());
    }

    @Override
    public List<TaskRow> tasks(String jobId) throws StoreException {
        return select(Tables.TASKS, " WHERE job_id = ? ORDER BY number", List.of(jobId));
    }

    @Override
    public List<AttemptRow> attempts(String jobId, Optional<Integer> taskNumber) throws StoreException {
        return taskNumber.isPresent()
                ? select(
                        Tables.ATTEMPTS,
                        " WHERE job_id = ? AND task_number = ? ORDER BY number",
                        List.of(jobId, taskNumber.get()))
                : select(Tables.ATTEMPTS, " WHERE job_id = ? ORDER BY task_number, number", List.of(jobId));
    }

    @Override
    public List<AttemptRow> attempts(String jobId, Set<String> statuses) throws StoreException {
        List<Object> values = new ArrayList<>(List.of(jobId));
        values.addAll(statuses);
        String marks = String.join(", ", Collections.nCopies(statuses.size(), "?"));
        return select(
                Tables.ATTEMPTS,
                " WHERE job_id = ? AND status IN (" + marks + ") ORDER BY task_number, number",
                values);
    }

    @Override
    public Map<Integer, Integer> lastAttempts(String jobId) throws StoreException {
        return reading("reading attempts", connection -> {
            try (PreparedStatement statement = prepared(
                            connection,
                            "SELECT task_number, MAX(number) FROM attempts WHERE job_id = ? GROUP BY task_number",
                            List.of(jobId));
                    ResultSet found = statement.executeQuery()) {
                Map<Integer, Integer> last = new HashMap<>();
                while (found.next()) {
                    last.put(found.getInt(1), found.getInt(2));
                }
                return last;
            }
        });
    }

    @Override
    public List<FrameRow> framesOf(String jobId) throws StoreException {
        List<FrameRow> frames = select(Tables.FRAMES, " WHERE job_id = ?", List.of(jobId));
        frames.sort(Comparator.comparingInt(FrameRow::ordinal));
        return frames;
    }

    @Override
    public List<Tally> taskTallies() throws StoreException {
        return tallies("tasks");
    }

    @Override
    public List<Tally> frameTallies() throws StoreException {
        return tallies("frames");
    }

    private List<Tally> tallies(String subject) throws StoreException {
        return reading("reading tallies", connection -> {
            try (PreparedStatement statement = prepared(
                            connection,
                            "SELECT job_id, status, amount FROM tallies WHERE subject = ? AND amount > 0"
                                    + " ORDER BY job_id, status",
                            List.of(subject));
                    ResultSet found = statement.executeQuery()) {
                List<Tally> tallies = new ArrayList<>();
                while (found.next()) {
                    tallies.add(new Tally(found.getString(1), found.getString(2), found.getLong(3)));
                }
                return tallies;
            }
        });
    }

    @Override
    public Optional<BlobRow> blob(String sha256) throws StoreException {
        return select(Tables.BLOBS, " WHERE sha256 = ?", List.of(sha256)).stream()
                .findFirst();
    }

    @Override
    public List<FrameRow> frames(FrameQuery query) throws StoreException {
        checkPage(query.offset(), query.limit());
        FrameSearch search = FrameSearch.of(query);
        List<Object> values = new ArrayList<>(search.values());
        values.add(query.offset());
        values.add(query.limit());
        return select(Tables.FRAMES, search.hint() + search.where() + search.order() + PAGE, values);
    }

    @Override
    public long countFrames(FrameQuery query) throws StoreException {
        FrameSearch search = FrameSearch.of(query);
        return count("frames", search.where(), search.values());
    }

    @Override
    public Optional<FrameRow> frame(String jobId, int ordinal) throws StoreException {
        return select(Tables.FRAMES, " WHERE job_id = ? AND ordinal = ?", List.of(jobId, ordinal)).stream()
                .findFirst();
    }

    @Override
    public List<FrameRow> framesWithoutThumbnail(int limit) throws StoreException {
        checkPage(0, limit);
        return select(
                Tables.FRAMES,
                " WHERE thumbnail = ? AND status = ? ORDER BY rendered_at_millis, job_id, ordinal" + PAGE,
                List.of("none", "published", 0, limit));
    }

    @Override
    public List<AuditRow> audit(AuditQuery query) throws StoreException {
        checkPage(0, query.limit());
        AuditSearch search = AuditSearch.of(query);
        List<Object> values = new ArrayList<>(search.values());
        values.addAll(List.of(0, query.limit()));
        return select(Tables.AUDIT, search.where() + " ORDER BY id DESC" + PAGE, values);
    }

    @Override
    public List<AuditRow> oldestAudit(int limit) throws StoreException {
        checkPage(0, limit);
        return select(Tables.AUDIT, " ORDER BY id" + PAGE, List.of(0, limit));
    }

    @Override
    public long countAudit() throws StoreException {
        return count("audit", "", List.of());
    }

    private long count(String table, String where, List<Object> values) throws StoreException {
        return reading("counting " + table, connection -> {
            try (PreparedStatement statement = prepared(connection, "SELECT COUNT(*) FROM " + table + where, values);
                    ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        });
    }

    private void write(List<Change> changes) throws SQLException {
        long now = hold.generation();
        if (generation.getAndSet(now) != now) {
            throw new SQLException(
                    "another process has had this store since: what was read of it has to be read again");
        }
        writers.commit(changes);
    }

    private <R extends Row> List<R> select(Table<R> table, String rest, List<Object> values) throws StoreException {
        return reading("reading " + table.name(), connection -> {
            try (PreparedStatement statement = prepared(connection, table.select() + rest, values);
                    ResultSet found = statement.executeQuery()) {
                List<R> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(table.read(found));
                }
                return rows;
            }
        });
    }

    private static PreparedStatement prepared(Connection connection, String sql, List<Object> values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private interface Work<T> {
        T done() throws SQLException;
    }

    /** What is done with a connection. */
    private interface Read<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T reading(String what, Read<T> read) throws StoreException {
        return repeatedly(what, () -> {
            try (Connection connection = pool.getConnection()) {
                return read.on(connection);
            }
        });
    }

    /** Again where the database chose this transaction as the victim of a deadlock. */
    private <T> T repeatedly(String what, Work<T> work) throws StoreException {
        for (int attempt = 1; ; attempt++) {
            try {
                hold.ensure();
                return work.done();
            } catch (SQLException e) {
                hold.met(e);
                if (attempt == TRIES || !Sql.mayBeRepeated(e)) {
                    throw new StoreException(what + ": " + Sql.lastMessage(e), e);
                }
            }
        }
    }

    private static void checkPage(int offset, int limit) {
        if (offset < 0 || limit < 1 || limit > LONGEST_PAGE) {
            throw new IllegalArgumentException(
                    "a page has 1 to " + LONGEST_PAGE + " rows from 0 on, not " + limit + " from " + offset);
        }
    }
}
