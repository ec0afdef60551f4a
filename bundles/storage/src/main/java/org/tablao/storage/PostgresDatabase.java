package org.tablao.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.StoreException;

/** A database in a PostgreSQL server. */
final class PostgresDatabase implements Database {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);
    private static final int OLDEST_VERSION = 120_000;

    /** A process that is gone without a word must not keep the rows that it had locked. */
    private static final String END_WHO_IS_GONE = "SET idle_in_transaction_session_timeout TO '60s'";

    private static final String SETTINGS =
            """
            SELECT current_setting('server_version_num')::int, current_setting('server_encoding'),
                current_setting('fsync'), current_setting('full_page_writes'), current_setting('data_checksums'),
                current_setting('synchronous_commit')
            """;

    private final DataSourceFactory factory;
    private final PostgresAddress address;
    private final Backups backups;
    private final String applicationName;
    private final Ticker ticker;
    private DataSource source;
    private PostgresHold hold;
    private String greeting = END_WHO_IS_GONE;

    /** @param nodeName how this process is called at the server */
    PostgresDatabase(
            DataSourceFactory factory, PostgresAddress address, Backups backups, String nodeName, Ticker ticker) {
        this.backups = backups;
        this.factory = factory;
        this.address = address;
        this.applicationName =
                "tablao " + nodeName + ", process " + ProcessHandle.current().pid();
        this.ticker = ticker;
    }

    @Override
    public String title() {
        return "The store at " + address.title();
    }

    @Override
    public DataSource open() throws StoreException {
        Properties properties = address.properties();
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "120");
        try {
            source = factory.createDataSource(properties);
            try (Connection connection = source.getConnection()) {
                check(connection);
            }
            PostgresHold taken = new PostgresHold(source, ticker);
            taken.lock();
            hold = taken;
            Optional<Path> wanted = backups.wanted();
            if (wanted.isPresent()) {
                restore(wanted.get());
            }
            return source;
        } catch (IOException e) {
            hold.close();
            throw new StoreException(title() + " cannot be restored: " + e + ".", e);
        } catch (SQLException e) {
            if (hold != null) {
                hold.close();
            }
            throw new StoreException(title() + " cannot be opened: " + Sql.lastMessage(e) + ".", e);
        }
    }

    /** In one transaction; what was there is kept as a backup. */
    private void restore(Path file) throws SQLException, IOException, StoreException {
        Path kept = backups.next();
        try (BackupReader reader = BackupReader.open(file);
                Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            if (Schema.isMade(connection)) {
                Files.createDirectories(backups.folder());
                new BackupWriter(() -> false).write(connection, backups.now(), kept);
                try (Statement statement = connection.createStatement()) {
                    for (String table : Columns.tables(connection)) {
                        statement.execute("DROP TABLE " + table);
                    }
                    statement.execute("DROP TABLE meta");
                }
            }
            new Schema(this::translated).make(connection, reader.schema(), reader.storeId());
            load(reader, connection, kept);
            connection.commit();
            LOG.info("{} is restored from the backup of {}", title(), reader.madeAt());
        } catch (DamageException e) {
            hold.close();
            throw new StoreException(Backups.refused(file, e), e);
        }
        Files.delete(file);
    }

    /** Opening is tried again and again: what was kept for nothing must not fill the disk. */
    private static void load(BackupReader reader, Connection connection, Path kept)
            throws SQLException, IOException, DamageException {
        try {
            reader.load(connection);
        } catch (SQLException | IOException | DamageException e) {
            Files.deleteIfExists(kept);
            throw e;
        }
    }

    @Override
    public Snapshot snapshot() throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        // The moment is that of the first query.
        Schema.identity(connection);
        return new Snapshot(connection, () -> {});
    }

    /** By code points, as Derby orders: a database's own order would make pages and keys differ. */
    @Override
    public String translated(String script) {
        return script.replace("${text}", "TEXT")
                .replace("${bytes}", "BYTEA")
                .replaceAll("VARCHAR\\((\\d+)\\)", "VARCHAR($1) COLLATE \"C\"");
    }

    @Override
    public String greeting() {
        return greeting;
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public Hold claim(Connection connection, Schema.Identity identity) throws SQLException {
        hold.claim(identity);
        return hold;
    }

    @Override
    public void close() throws SQLException {
        if (hold != null) {
            hold.close();
        }
    }

    /** What would make an answer that is not durable is refused or set right. */
    private void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(SETTINGS)) {
            found.next();
            if (found.getInt(1) < OLDEST_VERSION) {
                throw new SQLException(
                        "it is PostgreSQL " + found.getInt(1) / 10_000 + ", and 12 is the oldest that will do");
            }
            if (!found.getString(2).equals("UTF8")) {
                throw new SQLException("its encoding is " + found.getString(2) + ": make the database with UTF8");
            }
            if (found.getString(3).equals("off")) {
                throw new SQLException(
                        "the server runs with fsync = off and loses what it has acknowledged: set it on");
            }
            if (found.getString(4).equals("off")) {
                LOG.warn("{} has full_page_writes = off: a crash of its host can damage it", title());
            }
            if (found.getString(5).equals("off")) {
                LOG.warn("{} has no data checksums, so that damage goes unnoticed: see pg_checksums", title());
            }
            greeting = END_WHO_IS_GONE + (found.getString(6).equals("off") ? "; SET synchronous_commit TO on" : "");
        }
    }
}
