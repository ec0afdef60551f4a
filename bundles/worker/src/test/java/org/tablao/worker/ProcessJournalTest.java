package org.tablao.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.processes.ProcessSpec;
import org.tablao.processes.ProcessTrees;

class ProcessJournalTest {
    private static final Clock NOON = Clock.fixed(Instant.ofEpochMilli(1000), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void tellsWhatAnEarlierProcessDidNotSeeEnd() throws Exception {
        ProcessJournal earlier = new ProcessJournal(folder, NOON, 1 << 20);
        earlier.started("J.1.1", "a");
        earlier.started("J.1.1", "b");
        earlier.ended("a");
        Files.writeString(folder.resolve(ProcessJournal.FILE), "{\"mark\": \"b\", \"en", StandardOpenOption.APPEND);

        ProcessJournal next = new ProcessJournal(folder, NOON, 1 << 20);
        assertEquals(Set.of("b"), next.left());
        next.swept("b");

        assertEquals(Set.of(), new ProcessJournal(folder, NOON, 1 << 20).left());
        assertEquals(
                List.of(
                        "{\"attempt\":\"J.1.1\",\"mark\":\"a\",\"startedMillis\":1000}",
                        "{\"attempt\":\"J.1.1\",\"mark\":\"b\",\"startedMillis\":1000}",
                        "{\"mark\":\"a\",\"endedMillis\":1000}",
                        "{\"mark\": \"b\", \"en",
                        "{\"mark\":\"b\",\"sweptMillis\":1000}"),
                Files.readAllLines(folder.resolve(ProcessJournal.FILE)).stream()
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    @Test
    void staysSmallAndForgetsNothingThatIsOpen() throws Exception {
        ProcessJournal journal = new ProcessJournal(folder, NOON, 1000);
        journal.started("J.1.1", "open");
        for (int i = 0; i < 100; i++) {
            journal.started("J.2." + i, "m" + i);
            journal.ended("m" + i);
        }
        assertTrue(Files.size(folder.resolve(ProcessJournal.FILE)) < 1200);
        assertTrue(Files.size(folder.resolve(ProcessJournal.OLDER)) < 1200);
        assertEquals(Set.of("open"), new ProcessJournal(folder, NOON, 1000).left());
    }

    @Test
    void hasWrittenDownAnEndBeforeAnybodyHearsOfIt() throws Exception {
        ProcessJournal journal = new ProcessJournal(folder, NOON, 1 << 20);
        try (ProcessTrees trees = new ProcessTrees()) {
            new JournaledTrees(trees, journal)
                    .start("J.1.1", ProcessSpec.of(List.of("/bin/true"), folder, line -> {}))
                    .noted()
                    .get(30, TimeUnit.SECONDS);
            String last =
                    Files.readAllLines(folder.resolve(ProcessJournal.FILE)).get(2);
            assertTrue(last.contains("endedMillis"), last);
        }
    }

    @Test
    void killsWhatAnEarlierProcessLeftRunning() throws Exception {
        CountDownLatch up = new CountDownLatch(1);
        try (ProcessTrees trees = new ProcessTrees()) {
            JournaledTrees.Journaled tree = new JournaledTrees(trees, new ProcessJournal(folder, NOON, 1 << 20))
                    .start(
                            "J.1.1",
                            new ProcessSpec(
                                    List.of("/bin/sh", "-c", "trap '' TERM; sleep 60 & echo up; wait"),
                                    Map.of(),
                                    folder,
                                    folder,
                                    line -> up.countDown(),
                                    Duration.ofSeconds(1)));
            assertTrue(up.await(30, TimeUnit.SECONDS));

            new JournaledTrees(trees, new ProcessJournal(folder, NOON, 1 << 20)).sweep();

            assertEquals(128 + 9, tree.noted().get(30, TimeUnit.SECONDS));
        }
    }
}
