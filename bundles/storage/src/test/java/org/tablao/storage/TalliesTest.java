package org.tablao.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TaskRow;

/** Counts of ended jobs that nobody has to count. */
class TalliesTest {

    private static final List<String> STATUSES = List.of("completed", "failed", "cancelled");

    @TempDir
    Path home;

    @Test
    void countWhatAnEndedJobLeaves() throws StoreException {
        try (OpenStore open = open()) {
            Store store = open.store();
            store.commit(List.of(new Change.Insert(job("J", 0)), new Change.Insert(task("J", 1, "running"))));
            assertEquals(List.of(), store.taskTallies());
            store.commit(List.of(
                    new Change.Update(job("J", 9)),
                    new Change.Update(task("J", 1, "completed")),
                    new Change.Insert(task("J", 2, "failed")),
                    new Change.Insert(frame("J", 1, "published"))));
            assertEquals(
                    List.of(new Store.Tally("J", "completed", 1), new Store.Tally("J", "failed", 1)),
                    store.taskTallies());
            assertEquals(List.of(new Store.Tally("J", "published", 1)), store.frameTallies());
        }
        try (OpenStore open = open()) {
            Store store = open.store();
            store.commit(List.of(
                    new Change.Update(frame("J", 1, "missing")), new Change.Insert(frame("J", 2, "published"))));
            assertEquals(
                    List.of(new Store.Tally("J", "missing", 1), new Store.Tally("J", "published", 1)),
                    store.frameTallies());
            store.commit(List.of(new Change.Update(job("J", 0))));
            assertEquals(List.of(), store.frameTallies());
        }
    }

    @Test
    void areAlwaysWhatCountingWouldFind() throws Exception {
        Random random = new Random(7);
        Map<String, Boolean> jobs = new HashMap<>();
        Map<String, TaskRow> tasks = new TreeMap<>();
        try (OpenStore open = open()) {
            Store store = open.store();
            for (int round = 0; round < 200; round++) {
                List<Change> changes = new ArrayList<>();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    String id = "J" + random.nextInt(6);
                    boolean ended = random.nextBoolean();
                    changes.add(
                            jobs.put(id, ended) == null
                                    ? new Change.Insert(job(id, ended ? 1 : 0))
                                    : new Change.Update(job(id, ended ? 1 : 0)));
                    TaskRow task = task(
                            "J" + random.nextInt(6), random.nextInt(4), STATUSES.get(random.nextInt(STATUSES.size())));
                    String key = task.jobId() + task.number();
                    if (tasks.containsKey(key) && random.nextInt(4) == 0) {
                        tasks.remove(key);
                        changes.add(new Change.Delete(task));
                    } else {
                        changes.add(tasks.put(key, task) == null ? new Change.Insert(task) : new Change.Update(task));
                    }
                }
                store.commit(changes);
                assertEquals(counted(tasks, jobs), store.taskTallies(), "round " + round);
            }
        }
    }

    @Test
    void areRightWhenTwoCommitAtOnce() throws Exception {
        ExecutorService manager = Executors.newSingleThreadExecutor();
        try (OpenStore open = open()) {
            Store server = open.store();
            Store other = open.store();
            for (int n = 0; n < 40; n++) {
                String id = "J" + n;
                server.commit(List.of(new Change.Insert(job(id, 0)), new Change.Insert(task(id, 1, "running"))));
                Future<?> late = manager.submit(() -> {
                    other.commit(List.of(new Change.Update(task(id, 1, "completed"))));
                    return null;
                });
                server.commit(List.of(new Change.Update(job(id, 5))));
                late.get();
            }
            assertEquals(40, server.taskTallies().size());
            assertEquals(
                    List.of("completed"),
                    server.taskTallies().stream()
                            .map(Store.Tally::status)
                            .distinct()
                            .toList());
        } finally {
            manager.shutdown();
        }
    }

    private static List<Store.Tally> counted(Map<String, TaskRow> tasks, Map<String, Boolean> jobs) {
        Map<String, Long> counts = tasks.values().stream()
                .filter(task -> jobs.getOrDefault(task.jobId(), false))
                .collect(Collectors.groupingBy(
                        task -> task.jobId() + " " + task.status(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> new Store.Tally(
                        count.getKey().split(" ")[0], count.getKey().split(" ")[1], count.getValue()))
                .toList();
    }

    private OpenStore open() throws StoreException {
        return OpenStore.open(Samples.derby(home.resolve("data/store")), 4);
    }

    private static JobRow job(String id, long endedAt) {
        return new JobRow(id, "P", "S", "n", "t", 50, "x", "run", 0, "u", 1, 1, endedAt, "{}", "p", 3, "m", 1, "", "");
    }

    private static TaskRow task(String job, int number, String status) {
        return new TaskRow(job, number, 1, status, 1, 0, "w", "", "", "", 0, 0);
    }

    private static FrameRow frame(String job, int ordinal, String status) {
        return Samples.frame(job, ordinal, "S", status, 0, "none");
    }
}
