package org.tablao.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Ticker;

/**
 * One process a store, in two parts. An advisory lock, on a connection of its own, refuses the second process as long as the
 * first is there. It goes unnoticed with its connection; so there is a token in the row {@code holder} as well: who takes the
 * lock changes it, which waits for the transactions that have seen the old one, and later ones find that theirs is gone.
 */
final class PostgresHold implements Hold {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresHold.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int SECONDS_TO_ANSWER = 5;

    private static final String KEY = "1952539244, hashtext(current_schema())";
    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(" + KEY + ")";
    private static final String WHO_HAS_IT =
            """
            SELECT a.application_name, coalesce(host(a.client_addr), 'a socket') FROM pg_locks l
            JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1952539244
                AND l.objid = (hashtext(current_schema())::bigint & 4294967295)::oid
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    /** Else a host that lost its power keeps the lock for two hours. */
    private static final String NOTICE_MY_DEATH =
            "SET tcp_keepalives_idle TO 10; SET tcp_keepalives_interval TO 5; SET tcp_keepalives_count TO 4";

    private static final String READ_TOKEN = "SELECT content FROM meta WHERE name = 'holder' FOR SHARE";
    private static final String CHANGE_TOKEN =
            """
            INSERT INTO meta (name, content) VALUES ('holder', ?)
            ON CONFLICT (name) DO UPDATE SET content = excluded.content
            """;

    private final DataSource source;
    private final Ticker ticker;
    private Connection connection;
    private Schema.Identity identity;
    private volatile String token = "";
    private volatile boolean held;
    private final AtomicLong generation = new AtomicLong();
    private volatile long nextLook;
    private boolean closed;
    private SQLException lastRefusal;

    PostgresHold(DataSource source, Ticker ticker) {
        this.source = source;
        this.ticker = ticker;
    }

    /** @throws SQLException when another process has it */
    synchronized void lock() throws SQLException {
        letGo();
        Connection fresh = source.getConnection();
        try {
            execute(fresh, NOTICE_MY_DEATH);
            if (!text(fresh, TRY_LOCK).equals("t")) {
                throw new SQLException("it is open in another process (" + holder(fresh) + "): end that one first");
            }
            connection = fresh;
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
    }

    /** The tables are there, and from now on no other process's transaction commits. */
    synchronized void claim(Schema.Identity known) throws SQLException {
        changeToken();
        identity = known;
        held = true;
        nextLook = ticker.nanos() + LOOK.toNanos();
    }

    @Override
    public Schema.Identity identity() {
        return identity;
    }

    @Override
    public long generation() {
        return generation.get();
    }

    @Override
    public void ensure() throws SQLException {
        if (!held || ticker.nanos() - nextLook >= 0) {
            look();
        }
    }

    @Override
    public void fence(Connection writing) throws SQLException {
        String found = text(writing, READ_TOKEN);
        if (!found.equals(token)) {
            held = false;
            throw new SQLException("another process has taken this store over");
        }
    }

    @Override
    public void met(SQLException problem) {
        if (Sql.isLost(problem)) {
            // The transaction may still be on its way there: the new token waits for its end.
            held = false;
        }
    }

    synchronized void close() {
        closed = true;
        held = false;
        letGo();
    }

    private synchronized void look() throws SQLException {
        if (closed) {
            throw new SQLException("it is closed");
        }
        if (ticker.nanos() - nextLook < 0) {
            if (held) {
                return;
            }
            if (lastRefusal != null) {
                throw new SQLException(lastRefusal.getMessage(), lastRefusal);
            }
        }
        if (held && connection.isValid(SECONDS_TO_ANSWER)) {
            nextLook = ticker.nanos() + LOOK.toNanos();
            return;
        }
        held = false;
        try {
            regain();
        } catch (SQLException e) {
            lastRefusal = e;
            nextLook = ticker.nanos() + PAUSE.toNanos();
            throw e;
        }
    }

    private void regain() throws SQLException {
        lock();
        boolean untouched = text(connection, READ_TOKEN).equals(token);
        identity = Schema.identity(connection);
        changeToken();
        if (!untouched) {
            generation.incrementAndGet();
        }
        lastRefusal = null;
        nextLook = ticker.nanos() + LOOK.toNanos();
        held = true;
        LOG.info("the store is back, incarnation {}", identity.incarnation());
    }

    private void changeToken() throws SQLException {
        String fresh = UUID.randomUUID().toString();
        connection.setAutoCommit(true);
        try (PreparedStatement change = connection.prepareStatement(CHANGE_TOKEN)) {
            change.setString(1, fresh);
            change.executeUpdate();
        }
        token = fresh;
    }

    private void letGo() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("closing the connection that had the lock", e);
            }
            connection = null;
        }
    }

    private static String holder(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WHO_HAS_IT);
                ResultSet found = select.executeQuery()) {
            return found.next() ? found.getString(1) + ", from " + found.getString(2) : "it has just ended";
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet found = select.executeQuery()) {
            return found.next() ? found.getString(1) : "";
        }
    }
}
