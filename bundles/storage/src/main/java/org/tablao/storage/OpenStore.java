package org.tablao.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/** A database from its opening to its end. */
final class OpenStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenStore.class);

    private static final Duration MOST_WAIT = Duration.ofSeconds(10);

    private final Database database;
    private final HikariDataSource pool;
    private final Hold hold;
    private final Writers writers;

    private OpenStore(Database database, HikariDataSource pool, Hold hold) {
        this.database = database;
        this.pool = pool;
        this.hold = hold;
        this.writers = new Writers(pool, hold);
    }

    /** @param connections at most this many are open at once */
    static OpenStore open(Database database, int connections) throws StoreException {
        DataSource source = database.open();
        try (Connection connection = source.getConnection()) {
            Schema.Identity identity = new Schema(database::translated).bringUp(connection);
            Hold hold = database.claim(connection, identity);
            return new OpenStore(database, pool(source, database, connections), hold);
        } catch (SQLException e) {
            end(database);
            throw new StoreException(database.title() + " cannot be used: " + Sql.lastMessage(e) + ".", e);
        }
    }

    /** The store as one of its users has it: each learns for itself that it must load anew. */
    Store store() {
        return new JdbcStore(pool, writers, hold);
    }

    /** Writes all that is committed now into a new file. */
    void backUp(Path file, Instant now, BooleanSupplier cancelled) throws SQLException, IOException {
        hold.ensure();
        try (Snapshot snapshot = database.snapshot()) {
            new BackupWriter(cancelled).write(snapshot.connection(), now, file);
        }
    }

    @Override
    public void close() {
        writers.close();
        pool.close();
        end(database);
    }

    private static void end(Database database) {
        try {
            database.close();
        } catch (SQLException e) {
            LOG.warn("the store did not close cleanly, it recovers at the next start: {}", Sql.lastMessage(e));
        }
    }

    private static HikariDataSource pool(DataSource source, Database database, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tablao-store");
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        // A connection that cannot be had just now is a call's matter, not a reason to open nothing.
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(MOST_WAIT.toMillis());
        if (!database.greeting().isEmpty()) {
            config.setConnectionInitSql(database.greeting());
        }
        if (!database.isRemote()) {
            // Connections into the same process do not go stale.
            config.setMaxLifetime(0);
        }
        return new HikariDataSource(config);
    }
}
