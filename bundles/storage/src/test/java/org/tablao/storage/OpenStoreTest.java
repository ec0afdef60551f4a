package org.tablao.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.jdbc.DataSourceFactory;
import org.tablao.derby.DerbyDataSourceFactory;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.StoreException;

class OpenStoreTest {

    @TempDir
    Path home;

    @Test
    void staysItselfOverARestart() throws StoreException {
        String storeId;
        String incarnation;
        try (OpenStore first = open()) {
            storeId = first.store().storeId();
            incarnation = first.store().incarnation();
            first.store().commit(List.of(new Change.Insert(Samples.project("A"))));
        }
        try (OpenStore second = open()) {
            assertEquals(storeId, second.store().storeId());
            assertEquals(incarnation, second.store().incarnation());
            assertEquals(List.of(Samples.project("A")), second.store().all(ProjectRow.class));
        }
        assertNotEquals(storeId, incarnation);
    }

    @Test
    void keysInTheSchemaAreThoseOfTheRows() throws StoreException, SQLException {
        open().close();
        try (Connection connection = connect()) {
            for (Class<? extends Row> kind : Samples.kinds()) {
                Table<? extends Row> table = Tables.of(kind);
                assertEquals(table.keys(), primaryKey(connection, table.name()));
            }
        } finally {
            shutDown();
        }
    }

    @Test
    void refusesASchemaOfANewerVersion() throws StoreException, SQLException {
        open().close();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE meta SET content = '99' WHERE name = 'schema_version'");
        }
        shutDown();
        StoreException refused = assertThrows(StoreException.class, this::open);
        assertEquals(
                "The store in " + path()
                        + " cannot be used: it has schema 99, made by a newer Tablao; this one knows schemas"
                        + " up to " + Schema.newest() + ".",
                refused.getMessage());
        assertFalse(Files.exists(path().resolve("db.lck")), "the database was left open");
    }

    @Test
    void refusesADamagedStoreAndDoesNotStartEmpty() throws StoreException, IOException {
        open().close();
        Files.delete(path().resolve("service.properties"));
        StoreException refused = assertThrows(StoreException.class, this::open);
        assertEquals(
                "The store in " + path()
                        + " is damaged: service.properties is missing. It is left as it is. There is no backup in "
                        + home.resolve("data/backups")
                        + "; restore one from elsewhere: tablao restore --from FILE --home " + home + ".",
                refused.getMessage());
    }

    @Test
    void startsAnewWhereMakingTheStoreWasCutOff() throws StoreException, IOException {
        Path leftover = home.resolve("data/store.making/seg0");
        Files.createDirectories(leftover);
        Files.writeString(leftover.resolve("c10.dat"), "half");
        try (OpenStore store = open()) {
            assertEquals(List.of(), store.store().all(ProjectRow.class));
        }
        assertFalse(Files.exists(home.resolve("data/store.making")));
    }

    @Test
    void refusesAStoreThatAnotherProcessHasOpen() throws Exception {
        try (OpenStore ours = open()) {
            assertEquals(List.of(), ours.store().all(ProjectRow.class));
            assertEquals(
                    "The store in " + path() + " is open in another process: end that one first.",
                    openedByAnotherProcess());
        }
    }

    /** Opens the store: what the other process of the test above does. */
    public static void main(String[] arguments) {
        try {
            OpenStore.open(Samples.derby(Path.of(arguments[0])), 2).close();
            System.out.println("opened");
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }

    private String openedByAnotherProcess() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenStoreTest.class.getName(),
                        path().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        other.waitFor();
        return said.strip();
    }

    private Path path() {
        return home.resolve("data/store");
    }

    private OpenStore open() throws StoreException {
        return OpenStore.open(Samples.derby(path()), 2);
    }

    private Connection connect() throws SQLException {
        return dataSource("").getConnection();
    }

    private void shutDown() {
        assertThrows(SQLException.class, () -> dataSource("shutdown=true").getConnection());
    }

    private javax.sql.DataSource dataSource(String attributes) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:derby:" + path() + ";" + attributes);
        return new DerbyDataSourceFactory().createDataSource(properties);
    }

    private static List<String> primaryKey(Connection connection, String table) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        TreeMap<Short, String> columns = new TreeMap<>();
        try (ResultSet keys = meta.getPrimaryKeys(null, null, table.toUpperCase(Locale.ROOT))) {
            while (keys.next()) {
                columns.put(
                        keys.getShort("KEY_SEQ"), keys.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return Arrays.asList(columns.values().toArray(String[]::new));
    }
}
