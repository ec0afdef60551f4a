package org.tablao.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.node.Failpoint;
import org.tablao.nodeapi.store.Change;

/** A connection that commits, with the statements that it has prepared: to prepare one costs as much as to write a row. */
final class Writer implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Writer(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** All changes in one transaction, while this process holds the database, or none. */
    void commit(Hold hold, List<Change> changes) throws SQLException {
        try {
            hold.fence(connection);
            new ChangeWriter(this::prepared).write(changes);
            Failpoint.at("store.before-commit");
            connection.commit();
            Failpoint.at("store.after-commit");
        } catch (SQLException e) {
            connection.rollback();
            throw e;
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
