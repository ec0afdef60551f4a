package org.tablao.auditor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of a store in PostgreSQL. */
class PostgresAuditTest extends AuditContract {
    private static SamplePostgres postgres;

    @BeforeAll
    static void starts() throws IOException {
        postgres = SamplePostgres.start();
    }

    @AfterAll
    static void ends() throws IOException, InterruptedException {
        postgres.close();
    }

    @Override
    SampleHome sample(Path root) throws IOException, SQLException {
        postgres.empty();
        postgres.serve(root.resolve("farm"));
        return new SampleHome(root, postgres);
    }

    @Test
    void refusesAStoreThatANodeOnAnyHostHasOpen() throws SQLException {
        try (Connection node = postgres.connect();
                Statement statement = node.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1952539244, hashtext(current_schema()))");
            assertEquals(ExitCode.IN_USE, verify());
            assertEquals(
                    "The store at " + postgres.url()
                            + " is open in another process (tablao test, from 127.0.0.1): stop that first.\n",
                    output());
        }
        assertEquals(ExitCode.CLEAN, verify(), this::output);
    }

    @Test
    void letsNoNodeHaveTheStoreWhileItReads() throws Exception {
        try (Home held = open(home.folder);
                Store store = Store.open(held);
                Connection node = postgres.connect();
                Statement statement = node.createStatement()) {
            assertTrue(store.isServers());
            try (var locked =
                    statement.executeQuery("SELECT pg_try_advisory_lock(1952539244, hashtext(current_schema()))")) {
                locked.next();
                assertEquals(false, locked.getBoolean(1));
            }
        }
    }

    @Test
    void doesNotCallADatabaseCleanThatIsEmptyOrAway() throws IOException, SQLException {
        postgres.empty();
        assertEquals(ExitCode.UNUSABLE, verify());
        assertEquals("The store at " + postgres.url() + " has no tables: nothing was looked at.\n", output());
        Path cfg = home.folder.resolve("etc/org.tablao.storage.cfg");
        Files.writeString(cfg, "url = jdbc:postgresql://127.0.0.1:1/farm\n");
        assertEquals(ExitCode.UNUSABLE, verify());
        assertTrue(output().startsWith("The store of " + home.folder + " does not open: "), this::output);
    }
}
