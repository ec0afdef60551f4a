package org.tablao.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.tablao.nodeapi.node.Failpoint;

/** A connection that commits, with the statements that it has prepared: to prepare one costs as much as to write a row. */
final class Writer implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Writer(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** All changes in one transaction, while this process holds the database, or none. */
    void commit(Hold hold, NetChanges changes, Tallying tallying) throws SQLException {
        try {
            hold.fence(connection);
            tallying.before(this::prepared);
            new ChangeWriter(this::prepared).write(changes);
            tallying.after(this::prepared);
            Failpoint.at("store.before-commit");
            connection.commit();
            Failpoint.at("store.after-commit");
            tallying.done();
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
    }

    /** On a connection that is lost there is nothing to roll back, and the first problem is the one to tell. */
    private void rollBack(SQLException problem) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            problem.addSuppressed(e);
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Gives the connection back, and with it its statements. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
