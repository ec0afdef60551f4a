package org.tablao.auditor;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.Driver;

/**
 * A store in PostgreSQL, read in one transaction that can change nothing, while this holds the lock that a node would take: none
 * writes meanwhile.
 */
final class PostgresStore implements StoreSource {
    /** The same as a node's. */
    private static final String KEY = "1952539244, hashtext(current_schema())";

    private static final String WHO_HAS_IT =
            """
            SELECT a.application_name || ', from ' || coalesce(host(a.client_addr), 'a socket') FROM pg_locks l
            JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1952539244
                AND l.objid = (hashtext(current_schema())::bigint & 4294967295)::oid
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    private final Connection connection;

    private PostgresStore(Connection connection) {
        this.connection = connection;
    }

    /**
     * @throws SQLException when it cannot be reached
     * @throws Refused when a node has it, or there are no tables
     */
    static PostgresStore of(PostgresPlace place) throws IOException, SQLException, Refused {
        Connection connection = connect(place);
        try {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            Rows rows = new Rows(connection);
            if (!rows.text("SELECT pg_try_advisory_lock(" + KEY + ")")
                    .orElse("")
                    .equals("t")) {
                throw new Refused(
                        ExitCode.IN_USE,
                        "The store at " + place.title() + " is open in another process ("
                                + rows.text(WHO_HAS_IT).orElse("it has just ended") + "): stop that first.");
            }
            // What was committed before the lock was had is seen from here on.
            connection.rollback();
            if (rows.text("SELECT to_regclass('meta')").isEmpty()) {
                throw new Refused(
                        ExitCode.UNUSABLE, "The store at " + place.title() + " has no tables: nothing was looked at.");
            }
            return new PostgresStore(connection);
        } catch (SQLException | Refused e) {
            connection.close();
            throw e;
        }
    }

    private static Connection connect(PostgresPlace place) throws IOException, SQLException {
        Connection connection = new Driver().connect(place.url(), place.properties());
        if (connection == null) {
            throw new SQLException("its address " + place.title() + " is not PostgreSQL's");
        }
        return connection;
    }

    @Override
    public Rows rows() {
        return new Rows(connection);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
