package org.tablao.auditor;

import java.io.IOException;
import java.sql.SQLException;

/** A database of one moment, open for reading. */
interface StoreSource extends AutoCloseable {
    Rows rows();

    @Override
    void close() throws IOException, SQLException;
}
