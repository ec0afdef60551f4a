package org.tablao.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/** A database from its opening to its end. */
final class OpenStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenStore.class);

    private final DerbyFolder folder;
    private final HikariDataSource pool;
    private final JdbcStore store;

    private OpenStore(DerbyFolder folder, HikariDataSource pool, JdbcStore store) {
        this.folder = folder;
        this.pool = pool;
        this.store = store;
    }

    static OpenStore open(DataSourceFactory factory, Path path, int connections) throws StoreException {
        DerbyFolder folder = new DerbyFolder(factory, path);
        DataSource source = folder.open();
        try (Connection connection = source.getConnection()) {
            Schema.Identity identity = new Schema(DerbyFolder.TYPES).bringUp(connection);
            HikariDataSource pool = pool(source, connections);
            return new OpenStore(folder, pool, new JdbcStore(pool, identity));
        } catch (SQLException e) {
            end(folder);
            throw new StoreException("The store in " + path + " cannot be used: " + Sql.lastMessage(e) + ".", e);
        }
    }

    Store store() {
        return store;
    }

    @Override
    public void close() {
        pool.close();
        end(folder);
    }

    private static void end(DerbyFolder folder) {
        try {
            folder.close();
        } catch (SQLException e) {
            LOG.warn("the store did not close cleanly, it recovers at the next start: {}", Sql.lastMessage(e));
        }
    }

    private static HikariDataSource pool(DataSource source, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tablao-store");
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        // Connections into the same process do not go stale.
        config.setMaxLifetime(0);
        return new HikariDataSource(config);
    }
}
