package org.tablao.storage;

import java.sql.Connection;
import java.sql.SQLException;

/** This process's right to be the only one that writes to a database. */
interface Hold {

    /** Who the database is. */
    Schema.Identity identity();

    /** Grows each time that another process may have written since: what was read before is not to be built upon. */
    long generation();

    /** @throws SQLException when the right is lost and cannot be had again now */
    void ensure() throws SQLException;

    /**
     * Inside each transaction that writes: keeps the right until its end.
     *
     * @throws SQLException when another process has it
     */
    void fence(Connection connection) throws SQLException;

    /** Tells of what went wrong with a connection. */
    void met(SQLException problem);

    /** Of a database that no other process can open. */
    final class Exclusive implements Hold {

        private final Schema.Identity identity;
        private volatile String lost = "";

        Exclusive(Schema.Identity identity) {
            this.identity = identity;
        }

        /** From now on nothing is read or written. */
        void lose(String reason) {
            lost = reason;
        }

        @Override
        public Schema.Identity identity() {
            return identity;
        }

        @Override
        public long generation() {
            return 0;
        }

        @Override
        public void ensure() throws SQLException {
            if (!lost.isEmpty()) {
                throw new SQLException(lost);
            }
        }

        @Override
        public void fence(Connection connection) {
            // Nobody can take it.
        }

        @Override
        public void met(SQLException problem) {
            // Whatever it was, nobody took it.
        }
    }
}
