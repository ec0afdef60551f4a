package org.tablao.storage;

import java.sql.Connection;
import java.sql.SQLException;

/** The database as it was at one moment, to be read while the store goes on. */
record Snapshot(Connection connection, End end) implements AutoCloseable {

    /** Lets go of what the snapshot took. */
    interface End {
        void run() throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.rollback();
            connection.close();
        } finally {
            end.run();
        }
    }
}
