package org.tablao.storage;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.store.StoreException;
import org.tablao.nodeapi.store.TaskRow;

/**
 * How many changes a second, and at what price, where each task is leased, reported and published as a manager does. Run by
 * hand: {@code java -cp … org.tablao.storage.StoreSpeed derby|postgres <tasks a commit> <tasks>}.
 */
public final class StoreSpeed {

    private static final String REASON = "";
    private static final String VERSIONS = "{\"blender-render\":\"1.2.0\",\"blender\":\"3.4.1\"}";

    private StoreSpeed() {}

    public static void main(String[] arguments) throws Exception {
        int group = Integer.parseInt(arguments[1]);
        int tasks = Integer.parseInt(arguments[2]);
        if (arguments[0].equals("derby")) {
            Path folder = Files.createTempDirectory("tablao-speed");
            run(Samples.derby(folder.resolve("data/store")), group, tasks);
        } else {
            try (Postgres postgres = Postgres.start()) {
                run(Postgres.database(postgres.newPlace(), Files.createTempDirectory("tablao-speed")), group, tasks);
            }
        }
    }

    private static void run(Database database, int group, int tasks) throws StoreException {
        try (OpenStore open = OpenStore.open(database, 4)) {
            Store store = open.store();
            turn(store, "WARM", group, 5_000);
            for (int round = 1; round <= 3; round++) {
                long cpu = cpu();
                long began = System.nanoTime();
                int changes = turn(store, "J" + round, group, tasks);
                double seconds = (System.nanoTime() - began) / 1e9;
                double micros = (cpu() - cpu) / 1e3;
                System.out.printf(
                        Locale.ROOT,
                        "%d tasks, %d changes, %d tasks a commit: %.0f tasks/s, %.0f changes/s, CPU %.1f us a change, %.0f us a"
                                + " task%n",
                        tasks,
                        changes,
                        group,
                        tasks / seconds,
                        changes / seconds,
                        micros / changes,
                        micros / tasks);
            }
        }
    }

    /** The changes of each task: leased; accepted, published and said to the server; what the server has is dropped. */
    private static int turn(Store store, String job, int group, int tasks) throws StoreException {
        int changes = 0;
        for (int first = 1; first <= tasks; first += group) {
            List<Change> leased = new ArrayList<>();
            List<Change> ended = new ArrayList<>();
            for (int task = first; task < first + group && task <= tasks; task++) {
                leased.add(new Change.Insert(task(job, task, "running", "")));
                leased.add(new Change.Insert(attempt(job, task, "running", "", 0)));
                ended.add(new Change.Update(attempt(job, task, "published", "completed", 1.25)));
                ended.add(new Change.Update(task(job, task, "completed", "completed")));
                ended.add(new Change.Insert(new OutboxRow(sequence(job, task), new byte[300])));
            }
            store.commit(leased);
            store.commit(ended);
            List<Change> dropped = new ArrayList<>();
            for (int task = first; task < first + group && task <= tasks; task++) {
                dropped.add(new Change.Delete(new OutboxRow(sequence(job, task), new byte[0])));
            }
            store.commit(dropped);
            changes += leased.size() + ended.size() + dropped.size();
        }
        return changes;
    }

    private static long sequence(String job, int task) {
        return job.hashCode() * 10_000_000L + task;
    }

    private static TaskRow task(String job, int number, String status, String outcome) {
        return new TaskRow(job, number, 1, status, 1, 0, "018f-worker", outcome, REASON, "", 1_700_000_000_000L, 0);
    }

    private static AttemptRow attempt(String job, int task, String status, String outcome, double seconds) {
        return new AttemptRow(
                job,
                task,
                1,
                1,
                status,
                "018f-worker",
                outcome,
                REASON,
                "",
                1_700_000_000_000L,
                0,
                seconds,
                "[]",
                VERSIONS);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
