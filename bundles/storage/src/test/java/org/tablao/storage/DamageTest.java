package org.tablao.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TaskRow;

/** Bits that flip and tails that go, in a database that was closed and in one that was not. */
class DamageTest {

    private static final int SEEDS = 100;

    @TempDir
    static Path folder;

    /** Closed in good order. */
    private static Path closed;

    /** As a crash leaves it, with a log to recover from. */
    private static Path crashed;

    private static List<List<Object>> rows;

    @BeforeAll
    static void fills() throws StoreException, IOException {
        Path original = folder.resolve("original/data/store");
        closed = folder.resolve("closed/data/store");
        crashed = folder.resolve("crashed/data/store");
        try (OpenStore open = OpenStore.open(Samples.derby(original), 2)) {
            Store store = open.store();
            for (int commit = 0; commit < 20; commit++) {
                int from = commit * 30;
                List<Change> changes = new ArrayList<>(IntStream.range(from, from + 30)
                        .<Change>mapToObj(n -> new Change.Insert(Samples.frame("J", n, "S", "published", n, "none")))
                        .toList());
                changes.add(new Change.Insert(new BlobRow("sha" + commit, new byte[9_000])));
                store.commit(changes);
            }
            copy(original, crashed);
            rows = rows(store);
        }
        copy(original, closed);
        Files.copy(original.resolveSibling("store.stopped"), closed.resolveSibling("store.stopped"));
    }

    static Stream<Long> seeds() {
        return IntStream.range(0, SEEDS).mapToObj(Long::valueOf);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isNoticedOrDoesNoHarm(long seed) throws IOException {
        Random random = new Random(seed);
        boolean clean = random.nextBoolean();
        Path home = folder.resolve("seed" + seed);
        Path store = home.resolve("data/store");
        copy(clean ? closed : crashed, store);
        if (clean) {
            Files.copy(closed.resolveSibling("store.stopped"), store.resolveSibling("store.stopped"));
        }
        String done = damage(store, random, clean);
        try (OpenStore open = OpenStore.open(Samples.derby(store), 2)) {
            assertEquals(rows, rows(open.store()), "seed " + seed + ": " + done + " went unnoticed");
        } catch (StoreException e) {
            assertTrue(e.getMessage().contains("damaged"), "seed " + seed + ": " + done + ": " + e.getMessage());
            assertTrue(e.getMessage().contains("tablao restore --from "), e.getMessage());
        }
    }

    @Test
    void bothOpenWithoutDamage() throws IOException, StoreException {
        for (Path original : List.of(closed, crashed)) {
            Path store = folder.resolve("whole" + original.getNameCount()
                            + original.getParent().getParent().getFileName())
                    .resolve("data/store");
            copy(original, store);
            try (OpenStore open = OpenStore.open(Samples.derby(store), 2)) {
                assertEquals(rows, rows(open.store()));
            }
        }
    }

    @Test
    void namesTheNewestBackup() throws IOException {
        Path store = folder.resolve("named/data/store");
        copy(closed, store);
        Path backups = Files.createDirectories(store.resolveSibling("backups"));
        Files.createFile(backups.resolve("2026-01-01T00-00-00Z" + Backups.SUFFIX));
        Path newest = Files.createFile(backups.resolve("2026-02-01T00-00-00Z" + Backups.SUFFIX));
        Path damaged = containers(store).get(3);
        try (FileChannel channel = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
            channel.truncate(100);
        }
        StoreException refused = assertThrows(StoreException.class, () -> OpenStore.open(Samples.derby(store), 2));
        assertEquals(
                "The store in " + store + " is damaged: " + damaged.getFileName()
                        + " is cut off. It is left as it is. Restore the newest backup: tablao restore --from " + newest
                        + " --home " + folder.resolve("named") + ".",
                refused.getMessage());
    }

    @Test
    void leavesADamagedStoreAsItIs() throws IOException {
        Path store = folder.resolve("left/data/store");
        copy(crashed, store);
        Path damaged = containers(store).get(containers(store).size() / 2);
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length - 100] ^= 4;
        Files.write(damaged, bytes);
        List<String> before = content(store);
        assertThrows(StoreException.class, () -> OpenStore.open(Samples.derby(store), 2));
        assertEquals(before, content(store));
    }

    /**
     * One bit, or a tail. Left out, of a database that was not closed, is the very end of its log: a write that a crash cut off
     * looks the same.
     */
    private static String damage(Path store, Random random, boolean clean) throws IOException {
        List<Path> files = new ArrayList<>(containers(store));
        if (random.nextInt(3) == 0 || (clean && random.nextInt(3) == 0)) {
            files = List.of(log(store));
        }
        Path file = files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        int used = bytes.length;
        if (file.equals(log(store))) {
            while (bytes[used - 1] == 0) {
                used--;
            }
            used = clean ? used : used - 40_000;
        }
        int at = random.nextInt(used);
        if (random.nextInt(4) == 0) {
            Files.write(file, Arrays.copyOf(bytes, at));
            return "cut " + file.getFileName() + " at " + at + " of " + bytes.length;
        }
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        return "flipped a bit of byte " + at + " of " + file.getFileName();
    }

    private static Path log(Path store) {
        return store.resolve("log/log1.dat");
    }

    private static List<Path> containers(Path store) throws IOException {
        try (Stream<Path> found = Files.list(store.resolve("seg0"))) {
            return found.sorted().toList();
        }
    }

    private static List<String> content(Path store) throws IOException {
        List<String> content = new ArrayList<>();
        for (Path file : containers(store)) {
            content.add(file.getFileName() + " " + Arrays.hashCode(Files.readAllBytes(file)));
        }
        return content;
    }

    private static List<List<Object>> rows(Store store) throws StoreException {
        List<List<Object>> rows = new ArrayList<>();
        for (Class<? extends Row> kind : List.of(FrameRow.class, BlobRow.class, TaskRow.class)) {
            store.all(kind).forEach(row -> rows.add(Samples.values(row)));
        }
        return rows;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            found.filter(file -> !file.getFileName().toString().endsWith(".lck"))
                    .forEach(file -> {
                        Path target = to.resolve(from.relativize(file).toString());
                        try {
                            if (Files.isDirectory(file)) {
                                Files.createDirectories(target);
                            } else {
                                Files.copy(file, target);
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
