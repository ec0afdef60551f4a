package org.tablao.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;

/** A store into a file, and back, into whatever database. */
class BackupTest {

    private static Postgres postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void starts() throws IOException {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stops() {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({"derby,derby", "derby,postgres", "postgres,derby", "postgres,postgres"})
    void bringsEveryRowBackUnderANewIncarnation(String from, String to) throws Exception {
        Path backup = folder.resolve("one.backup");
        List<List<Object>> rows;
        String storeId;
        String incarnation;
        try (OpenStore open = OpenStore.open(database(from, folder.resolve("from/data")), 4)) {
            Store store = open.store();
            fill(store);
            open.backUp(backup, Instant.EPOCH, () -> false);
            rows = rows(store);
            storeId = store.storeId();
            incarnation = store.incarnation();
            store.commit(List.of(new Change.Insert(Samples.project("later"))));
        }
        Path data = Files.createDirectories(folder.resolve("to/data"));
        want(backup, data);
        Database database = database(to, data);
        try (OpenStore open = OpenStore.open(database, 4)) {
            Store store = open.store();
            assertEquals(rows, rows(store));
            assertEquals(storeId, store.storeId());
            assertNotEquals(incarnation, store.incarnation());
            store.commit(List.of(new Change.Insert(Samples.project("goes on"))));
            incarnation = store.incarnation();
        }
        try (OpenStore open = OpenStore.open(database, 4)) {
            assertEquals(incarnation, open.store().incarnation(), "restored twice");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"derby", "postgres"})
    void keepsWhatWasThereBefore(String kind) throws Exception {
        Path data = folder.resolve("data");
        Database database = database(kind, data);
        Path backup = folder.resolve("one.backup");
        try (OpenStore open = OpenStore.open(database, 4)) {
            open.store().commit(List.of(new Change.Insert(Samples.project("early"))));
            open.backUp(backup, Instant.EPOCH, () -> false);
            open.store().commit(List.of(new Change.Insert(Samples.project("late"))));
        }
        want(backup, data);
        try (OpenStore open = OpenStore.open(database, 4)) {
            assertEquals(List.of(Samples.project("early")), open.store().all(ProjectRow.class));
        }
        if (kind.equals("derby")) {
            Path before = only(data, "store.before-");
            try (OpenStore open = OpenStore.open(Samples.derby(before), 4)) {
                assertEquals(2, open.store().all(ProjectRow.class).size());
            }
        } else {
            want(Samples.backups(data).all().get(0), data);
            try (OpenStore open = OpenStore.open(database, 4)) {
                assertEquals(2, open.store().all(ProjectRow.class).size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"derby", "postgres"})
    void isOneMomentWhileTheStoreGoesOn(String kind) throws Exception {
        Path backup = folder.resolve("one.backup");
        Database database = database(kind, folder.resolve("from/data"));
        try (OpenStore open = OpenStore.open(database, 4)) {
            Store store = open.store();
            try (Snapshot snapshot = database.snapshot()) {
                store.commit(List.of(new Change.Insert(Samples.project("after"))));
                new BackupWriter(() -> false).write(snapshot.connection(), Instant.EPOCH, backup);
            }
            assertEquals(1, store.all(ProjectRow.class).size());
        }
        Path data = Files.createDirectories(folder.resolve("to/data"));
        want(backup, data);
        try (OpenStore open = OpenStore.open(database(kind, data), 4)) {
            assertEquals(List.of(), open.store().all(ProjectRow.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"derby", "postgres"})
    void refusesABackupThatIsNotWholeAndChangesNothing(String kind) throws Exception {
        Path data = folder.resolve("data");
        Database database = database(kind, data);
        Path backup = folder.resolve("one.backup");
        try (OpenStore open = OpenStore.open(database, 4)) {
            fill(open.store());
            open.backUp(backup, Instant.EPOCH, () -> false);
        }
        byte[] whole = Files.readAllBytes(backup);
        for (int cut : List.of(0, 10, whole.length / 2, whole.length - 1)) {
            Files.write(backup, Arrays.copyOf(whole, cut));
            want(backup, data);
            StoreException refused = assertThrows(StoreException.class, () -> OpenStore.open(database, 4));
            assertEquals(
                    "The backup " + data.resolve("restore.tablao-backup")
                            + " cannot be restored: it is cut off, or no backup. Nothing was changed; without this file"
                            + " the node starts with the store that it had.",
                    refused.getMessage());
        }
        byte[] flipped = whole.clone();
        flipped[whole.length / 3] ^= 1;
        Files.write(backup, flipped);
        want(backup, data);
        assertTrue(assertThrows(StoreException.class, () -> OpenStore.open(database, 4))
                .getMessage()
                .contains(" cannot be restored: its table "));
        assertEquals(List.of(), Samples.backups(data).all(), "what was there is kept only when it was replaced");
        Files.delete(data.resolve("restore.tablao-backup"));
        try (OpenStore open = OpenStore.open(database, 4)) {
            assertEquals(Samples.kinds().size(), rows(open.store()).size() - 2_500);
        }
    }

    @Test
    void saysThatTheDiskIsFullAndLeavesNothing() throws Exception {
        Path backup = folder.resolve("one.backup");
        Files.createSymbolicLink(folder.resolve("one.backup.part"), Path.of("/dev/full"));
        try (OpenStore open = OpenStore.open(database("derby", folder.resolve("data")), 4)) {
            fill(open.store());
            IOException refused =
                    assertThrows(IOException.class, () -> open.backUp(backup, Instant.EPOCH, () -> false));
            assertEquals("No space left on device", refused.getMessage());
            assertEquals(Samples.kinds().size() + 2_500, rows(open.store()).size());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("data")), left.toList());
        }
    }

    @Test
    void makesOneWhenItIsAskedForAndKeepsTheNewest() throws Exception {
        Path data = folder.resolve("data");
        Backups backups = Samples.backups(data);
        try (OpenStore open = OpenStore.open(database("derby", data), 4);
                BackupDesk desk = new BackupDesk(open, backups, Ticker.system(), Duration.ZERO, 2);
                WatchService watch = data.getFileSystem().newWatchService()) {
            backups.folder().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            for (int i = 0; i < 3; i++) {
                Files.createFile(backups.folder().resolve("ask" + i + ".request"));
                Path done = backups.folder().resolve("ask" + i + ".done");
                while (Files.notExists(done)) {
                    var key = watch.poll(60, TimeUnit.SECONDS);
                    assertTrue(key != null, "no answer");
                    key.pollEvents();
                    key.reset();
                }
                assertTrue(backups.all().contains(Path.of(Files.readString(done))));
            }
            assertEquals(2, backups.all().size());
        }
    }

    @Test
    void goesOnWhenItsFolderWasGone() throws Exception {
        Path data = folder.resolve("data");
        Backups backups = Samples.backups(data);
        try (OpenStore open = OpenStore.open(database("derby", data), 4);
                BackupDesk desk = new BackupDesk(open, backups, Ticker.system(), Duration.ZERO, 2);
                WatchService watch = data.getFileSystem().newWatchService()) {
            data.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Files.delete(backups.folder());
            while (!Files.isDirectory(backups.folder())) {
                var key = watch.poll(60, TimeUnit.SECONDS);
                assertTrue(key != null, "the folder is not made again");
                key.pollEvents();
                key.reset();
            }
            backups.folder().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Files.createFile(backups.folder().resolve("ask.request"));
            while (Files.notExists(backups.folder().resolve("ask.done"))) {
                var key = watch.poll(60, TimeUnit.SECONDS);
                assertTrue(key != null, "no answer");
                key.pollEvents();
                key.reset();
            }
            assertEquals(1, backups.all().size());
        }
    }

    @Test
    void leavesTablesOfOthersAlone() throws Exception {
        PostgresAddress place = postgres.newPlace();
        Postgres.execute(place, "CREATE TABLE somebody_elses (a INTEGER)");
        Path data = folder.resolve("data");
        Database database = Postgres.database(place, data);
        Path backup = folder.resolve("one.backup");
        try (OpenStore open = OpenStore.open(database, 4)) {
            open.backUp(backup, Instant.EPOCH, () -> false);
        }
        want(backup, data);
        OpenStore.open(database, 4).close();
        Postgres.execute(place, "INSERT INTO somebody_elses VALUES (1)");
    }

    @Test
    void saysThatABackupCannotBeRead() {
        assertThrows(IOException.class, () -> BackupReader.open(folder));
    }

    private Database database(String kind, Path data) throws SQLException, StoreException {
        return kind.equals("derby")
                ? Samples.derby(data.resolve("store"))
                : Postgres.database(postgres.newPlace(), data);
    }

    private static void want(Path backup, Path data) throws IOException {
        Files.createDirectories(data);
        Files.write(data.resolve("restore.tablao-backup"), Files.readAllBytes(backup));
    }

    private static void fill(Store store) throws StoreException {
        List<Change> changes = new ArrayList<>();
        for (Class<? extends Row> kind : Samples.kinds()) {
            changes.add(new Change.Insert(Samples.row(kind, 1)));
        }
        IntStream.range(0, 2_500)
                .forEach(n -> changes.add(new Change.Insert(Samples.frame("J", n, "S", "published", n, "none"))));
        store.commit(changes);
    }

    private static List<List<Object>> rows(Store store) throws StoreException {
        List<List<Object>> rows = new ArrayList<>();
        for (Class<? extends Row> kind : Samples.kinds()) {
            store.all(kind).forEach(row -> rows.add(Samples.values(row)));
        }
        return rows;
    }

    private static Path only(Path data, String prefix) throws IOException {
        try (Stream<Path> found = Files.list(data)) {
            return found.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
