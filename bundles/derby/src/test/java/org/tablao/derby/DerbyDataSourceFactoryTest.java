package org.tablao.derby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.jdbc.DataSourceFactory;

class DerbyDataSourceFactoryTest {

    @TempDir
    Path folder;

    private DerbyDataSourceFactory factory = new DerbyDataSourceFactory();

    @AfterEach
    void endsTheEngine() {
        factory.close();
    }

    @Test
    void keepsRowsOverAShutdownOfTheEngine() throws SQLException {
        try (Connection connection = connect("create=true")) {
            run(connection, "create table frame (number int)");
            run(connection, "insert into frame values (24)");
        }
        factory.close();
        factory = new DerbyDataSourceFactory();
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select number from frame")) {
            assertTrue(rows.next());
            assertEquals(24, rows.getInt(1));
        }
    }

    @Test
    void startsAndStopsAgainAndAgainWithoutAThreadLeftBehind() throws SQLException {
        for (int round = 0; round < 5; round++) {
            factory = new DerbyDataSourceFactory();
            connect(round == 0 ? "create=true" : "").close();
            assertTrue(engineThreadsAlive(), "no engine thread while a database is open");
            factory.close();
            assertFalse(engineThreadsAlive(), "an engine thread outlived round " + round);
        }
    }

    @Test
    void releasesTheDatabaseForAnotherProcess() throws SQLException {
        connect("create=true").close();
        assertTrue(Files.exists(folder.resolve("db/db.lck")));
        factory.close();
        assertFalse(Files.exists(folder.resolve("db/db.lck")));
    }

    @Test
    void givesPooledAndTransactionalSourcesOfTheSameDatabase() throws SQLException {
        connect("create=true").close();
        Properties named = new Properties();
        named.setProperty(DataSourceFactory.JDBC_DATABASE_NAME, database());
        assertTrue(factory.createConnectionPoolDataSource(named)
                .getPooledConnection()
                .getConnection()
                .isValid(1));
        assertTrue(factory.createXADataSource(named)
                .getXAConnection()
                .getConnection()
                .isValid(1));
    }

    @Test
    void givesADriverThatTakesDerbysUrlsOnly() throws SQLException {
        assertTrue(factory.createDriver(new Properties()).acceptsURL("jdbc:derby:" + database()));
        assertFalse(factory.createDriver(new Properties()).acceptsURL("jdbc:postgresql://localhost/db"));
    }

    @Test
    void namesAPropertyThatItDoesNotKnow() {
        Properties properties = new Properties();
        properties.setProperty("portNumber", "1527");
        SQLException refused = assertThrows(SQLException.class, () -> factory.createDataSource(properties));
        assertEquals("Derby does not know the property 'portNumber'", refused.getMessage());
    }

    @Test
    void refusesAUrlWithoutADatabase() {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:derby:;create=true");
        SQLException refused = assertThrows(SQLException.class, () -> factory.createDataSource(properties));
        assertEquals(
                "'jdbc:derby:;create=true' does not name a Derby database: expected jdbc:derby:<folder>",
                refused.getMessage());
    }

    private String database() {
        return folder.resolve("db").toString();
    }

    private Connection connect(String attributes) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:derby:" + database() + ";" + attributes);
        return factory.createDataSource(properties).getConnection();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean engineThreadsAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("derby.") && thread.isAlive());
    }
}
