package org.tablao.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.store.StoreException;

/** The folder of an embedded Derby database: makes, opens and closes it. */
final class DerbyFolder implements Database {

    private static final Logger LOG = LoggerFactory.getLogger(DerbyFolder.class);
    private static final String OPEN_ELSEWHERE = "XSDB6";
    private static final String IS_SHUT_DOWN = "08006";

    /** About half a second of reading; the rest is looked at while the store is open. */
    private static final long PAGES_BEFORE_OPENING = 256L << 20;

    private final DataSourceFactory factory;
    private final Path folder;
    private final Backups backups;
    private final StopRecord stopRecord;
    private final DerbyCheck check;
    private BackgroundCheck background;

    /** @param backups where the store's own backups are */
    DerbyFolder(DataSourceFactory factory, Path folder, Backups backups) {
        this.factory = factory;
        this.folder = folder;
        this.backups = backups;
        this.stopRecord = new StopRecord(folder);
        this.check = new DerbyCheck(folder);
    }

    @Override
    public String title() {
        return "The store in " + folder;
    }

    @Override
    public String translated(String script) {
        return script.replace("${text}", "CLOB").replace("${bytes}", "BLOB");
    }

    @Override
    public String greeting() {
        return "";
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public Hold claim(Connection connection, Schema.Identity identity) {
        Hold.Exclusive hold = new Hold.Exclusive(identity);
        if (!check.isDone()) {
            background = new BackgroundCheck(check, damage -> {
                String reason = damaged(damage);
                LOG.error("{}", reason);
                hold.lose(reason);
            });
        }
        return hold;
    }

    @Override
    public DataSource open() throws StoreException {
        try {
            refuseIfOpenElsewhere();
            Optional<Path> wanted = backups.wanted();
            if (wanted.isPresent()) {
                restore(wanted.get());
            } else if (Files.notExists(folder)) {
                make(Filling.NOTHING);
            } else {
                check.begin(PAGES_BEFORE_OPENING);
            }
            stopRecord.remove();
            DataSource source = source(folder, "");
            source.getConnection().close();
            return source;
        } catch (SQLException e) {
            throw new StoreException(reason(e), e);
        } catch (DamageException e) {
            throw new StoreException(damaged(e), e);
        } catch (IOException e) {
            throw new StoreException("The store in " + folder + " cannot be opened: " + e + ".", e);
        }
    }

    /** Writes what is in memory and lets go of the folder. */
    @Override
    public void close() throws SQLException {
        if (background != null) {
            background.close();
        }
        shutDown(folder);
        try {
            stopRecord.write();
        } catch (IOException e) {
            LOG.warn("how the store was closed cannot be recorded, its next check sees less: {}", e.toString());
        }
    }

    /** Files that are being written look damaged. */
    private void refuseIfOpenElsewhere() throws IOException, StoreException {
        Path lock = folder.resolve("dbex.lck");
        if (Files.notExists(lock)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                throw openElsewhere(null);
            }
        } catch (OverlappingFileLockException e) {
            throw openElsewhere(e);
        }
    }

    private StoreException openElsewhere(Exception cause) {
        return new StoreException(title() + " is open in another process: end that one first.", cause);
    }

    private String damaged(DamageException damage) {
        return title() + " is damaged: " + damage.getMessage() + ". It is left as it is. " + backups.advice();
    }

    /** Puts into a new database what it begins with. */
    private interface Filling {
        Filling NOTHING = connection -> {};

        void into(Connection connection) throws SQLException, IOException, DamageException;
    }

    /** Makes it under another name first: a start that was killed half way leaves nothing that looks like a store. */
    private void make(Filling filling) throws IOException, SQLException, DamageException {
        Path making = folder.resolveSibling(folder.getFileName() + ".making");
        remove(making);
        Files.createDirectories(folder.getParent());
        try (Connection connection = source(making, "create=true").getConnection()) {
            // Seconds. Derby looks for a deadlock only after this long, and the waiting commit holds up its role.
            setProperty(connection, "derby.locks.deadlockTimeout", "1");
            connection.setAutoCommit(false);
            filling.into(connection);
            connection.commit();
        } catch (SQLException | IOException | DamageException e) {
            shutDown(making);
            remove(making);
            throw e;
        }
        shutDown(making);
        if (Files.exists(folder)) {
            Files.move(
                    folder,
                    folder.resolveSibling(folder.getFileName() + ".before-" + backups.stamp()),
                    StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private void restore(Path file) throws IOException, SQLException, StoreException {
        try (BackupReader reader = BackupReader.open(file)) {
            make(connection -> {
                new Schema(this::translated).make(connection, reader.schema(), reader.storeId());
                reader.load(connection);
            });
            LOG.info("{} is restored from the backup of {}", title(), reader.madeAt());
        } catch (DamageException e) {
            throw new StoreException(Backups.refused(file, e), e);
        }
        Files.delete(file);
    }

    /** Derby copies its files while it goes on; the copy is a database of its own. */
    @Override
    public Snapshot snapshot() throws SQLException, IOException {
        Path scratch = folder.resolveSibling(folder.getFileName() + ".copy");
        remove(scratch);
        try {
            try (Connection connection = source(folder, "").getConnection();
                    CallableStatement call = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
                call.setString(1, scratch.toString());
                call.execute();
            }
            Path copy = scratch.resolve(folder.getFileName());
            Connection connection = source(copy, "").getConnection();
            connection.setAutoCommit(false);
            return new Snapshot(connection, () -> {
                shutDown(copy);
                removeOrSay(scratch);
            });
        } catch (SQLException e) {
            removeOrSay(scratch);
            throw e;
        }
    }

    private static void removeOrSay(Path scratch) {
        try {
            remove(scratch);
        } catch (IOException e) {
            LOG.warn("the copy that a backup was made from is left in {}: {}", scratch, e.toString());
        }
    }

    private static void setProperty(Connection connection, String key, String value) throws SQLException {
        try (CallableStatement call = connection.prepareCall("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY(?, ?)")) {
            call.setString(1, key);
            call.setString(2, value);
            call.execute();
        }
    }

    private DataSource source(Path database, String attributes) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:derby:" + database + ";" + attributes);
        return factory.createDataSource(properties);
    }

    private void shutDown(Path database) throws SQLException {
        try {
            source(database, "shutdown=true").getConnection().close();
        } catch (SQLException e) {
            if (!IS_SHUT_DOWN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private String reason(SQLException problem) {
        if (Sql.states(problem).contains(OPEN_ELSEWHERE)) {
            return openElsewhere(problem).getMessage();
        }
        return title() + " does not open, it may be damaged: " + Sql.lastMessage(problem) + ". " + backups.advice();
    }

    private static void remove(Path leftover) throws IOException {
        if (Files.notExists(leftover)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(leftover)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
