package org.tablao.storage;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.tablao.nodeapi.store.StoreException;

/** What differs between databases. */
interface Database {

    /** As sentences begin: "The store in …". */
    String title();

    /**
     * Takes hold of the database, made where there is none.
     *
     * @throws StoreException in one sentence: away, open in another process, or damaged
     */
    DataSource open() throws StoreException;

    /** A schema script in this database's words. */
    String translated(String script);

    /** What each new connection is told; empty for nothing. */
    String greeting();

    /** Whether it runs elsewhere, so that it may come and go. */
    boolean isRemote();

    /** Says that this process is the one that writes from now on. */
    Hold claim(Connection connection, Schema.Identity identity) throws SQLException;

    /** All that is committed now. */
    Snapshot snapshot() throws SQLException, IOException;

    /** Lets go of it. */
    void close() throws SQLException;
}
