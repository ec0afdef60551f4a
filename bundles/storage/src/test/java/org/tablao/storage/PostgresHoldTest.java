package org.tablao.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.osgi.PGDataSourceFactory;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/** Who may write to a PostgreSQL, when it comes and goes. */
class PostgresHoldTest {

    private static Postgres postgres;

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private PostgresAddress place;

    @BeforeAll
    static void starts() throws IOException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stops() {
        postgres.close();
    }

    @BeforeEach
    void makesAPlace() throws Exception {
        place = postgres.newPlace();
    }

    @Test
    void refusesASecondProcessAndSaysWhoHasTheStore() throws Exception {
        try (OpenStore first = open("stage")) {
            insert(first.store(), "A");
            StoreException refused = assertThrows(StoreException.class, () -> open("twin"));
            assertEquals(
                    "The store at " + postgres.url() + " cannot be opened: it is open in another process (tablao stage,"
                            + " process " + ProcessHandle.current().pid()
                            + ", from 127.0.0.1): end that one first.",
                    refused.getMessage());
            insert(first.store(), "B");
        }
        try (OpenStore second = open("twin")) {
            assertEquals(2, second.store().all(ProjectRow.class).size());
        }
    }

    @Test
    void stopsWritingWhenAnotherProcessHasTakenTheStoreOver() throws Exception {
        try (OpenStore first = open("stage")) {
            Store store = first.store();
            insert(store, "A");
            endConnectionsThatHoldLocks();
            try (OpenStore second = open("twin")) {
                StoreException refused = assertThrows(StoreException.class, () -> insert(store, "B"));
                assertEquals("committing 1 changes: another process has taken this store over", refused.getMessage());
                assertTrue(assertThrows(StoreException.class, () -> store.all(ProjectRow.class))
                        .getMessage()
                        .startsWith("reading projects: it is open in another process (tablao twin, "));
                insert(second.store(), "C");
            }
        }
    }

    @Test
    void tellsEachUserOnceThatAnotherProcessWasThereInBetween() throws Exception {
        try (OpenStore first = open("stage")) {
            Store server = first.store();
            Store manager = first.store();
            insert(server, "A");
            insert(manager, "B");
            endConnectionsThatHoldLocks();
            try (OpenStore second = open("twin")) {
                insert(second.store(), "C");
            }
            assertThrows(StoreException.class, () -> insert(server, "D"));
            nanos.addAndGet(2_000_000_000L);
            assertEquals(3, server.all(ProjectRow.class).size());
            assertEquals(
                    "committing 1 changes: another process has had this store since: what was read of it has to be read"
                            + " again",
                    assertThrows(StoreException.class, () -> insert(manager, "D"))
                            .getMessage());
            insert(manager, "D");
            assertThrows(StoreException.class, () -> insert(server, "E"));
            insert(server, "E");
            assertEquals(5, server.all(ProjectRow.class).size());
        }
    }

    @Test
    void takesItsLockAgainWhenOnlyThatWasLost() throws Exception {
        try (OpenStore first = open("stage")) {
            Store store = first.store();
            insert(store, "A");
            endConnectionsThatHoldLocks();
            nanos.addAndGet(6_000_000_000L);
            insert(store, "B");
            StoreException refused = assertThrows(StoreException.class, () -> open("twin"));
            assertTrue(refused.getMessage().contains("(tablao stage, "), refused.getMessage());
        }
    }

    @Test
    void failsWhileTheServerIsAwayAndGoesOnWhenItIsBack() throws Exception {
        try (Postgres own = Postgres.start()) {
            place = own.newPlace();
            try (OpenStore open = open("stage")) {
                Store store = open.store();
                String incarnation = store.incarnation();
                insert(store, "A");
                own.kill();
                assertThrows(StoreException.class, () -> insert(store, "B"));
                assertThrows(StoreException.class, () -> store.all(ProjectRow.class));
                own.run();
                nanos.addAndGet(2_000_000_000L);
                assertEquals(List.of(Samples.project("A")), store.all(ProjectRow.class));
                insert(store, "B");
                assertEquals(2, store.all(ProjectRow.class).size());
                assertEquals(incarnation, store.incarnation());
            }
        }
    }

    @Test
    void refusesAServerThatDoesNotSync() throws Exception {
        try (Postgres own = Postgres.start("-c", "fsync=off")) {
            place = own.newPlace();
            assertEquals(
                    "The store at " + own.url()
                            + " cannot be opened: the server runs with fsync = off and loses what it"
                            + " has acknowledged: set it on.",
                    assertThrows(StoreException.class, () -> open("stage")).getMessage());
        }
    }

    @Test
    void waitsForTheDiskAlsoWhereTheServerWouldNot() throws Exception {
        Postgres.execute(place, "ALTER ROLE tablao SET synchronous_commit TO off");
        try {
            Database database = database("stage");
            database.open();
            assertTrue(database.greeting().endsWith("; SET synchronous_commit TO on"), database.greeting());
            database.close();
        } finally {
            Postgres.execute(place, "ALTER ROLE tablao RESET synchronous_commit");
        }
    }

    @Test
    void refusesAPasswordThatOthersCanRead() throws Exception {
        Path file = folder.resolve("password");
        Files.writeString(file, "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        place = new PostgresAddress(postgres.url(), "tablao", Optional.of(file));
        assertEquals(
                "The store's password in " + file + " can be read by others: chmod 600 it.",
                assertThrows(StoreException.class, () -> open("stage")).getMessage());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        StoreException wrong = assertThrows(StoreException.class, () -> open("stage"));
        assertEquals(
                "The store at " + postgres.url()
                        + " cannot be opened: FATAL: password authentication failed for user \"tablao\".",
                wrong.getMessage());
        assertFalse(wrong.getMessage().contains("secret"));
    }

    @Test
    void refusesAPasswordInTheUrl() {
        assertEquals(
                "the password stands in the url: put it into a file, and name that as password.file",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new PostgresAddress(
                                        "jdbc:postgresql://db/farm?password=secret", "tablao", Optional.empty()))
                        .getMessage());
    }

    @Test
    void twoSchemasOfOneDatabaseAreTwoStores() throws Exception {
        try (OpenStore one = open("stage")) {
            place = postgres.newPlace();
            try (OpenStore other = open("stage")) {
                assertNotEquals(one.store().storeId(), other.store().storeId());
            }
        }
    }

    private OpenStore open(String node) throws StoreException {
        return OpenStore.open(database(node), 4);
    }

    private Database database(String node) {
        return new PostgresDatabase(new PGDataSourceFactory(), place, Samples.backups(folder), node, nanos::get);
    }

    private static void insert(Store store, String id) throws StoreException {
        store.commit(List.of(new Change.Insert(Samples.project(id))));
    }

    /** As a broken network would, without a word to the process that has it. */
    private void endConnectionsThatHoldLocks() throws SQLException, StoreException {
        try (Connection connection = Postgres.connect(place);
                Statement statement = connection.createStatement();
                ResultSet ended = statement.executeQuery(
                        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_locks WHERE locktype = 'advisory' AND granted")) {
            ended.next();
            assertEquals(1, ended.getInt(1));
        }
    }
}
