package org.tablao.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** From {@code kill -9} in the middle of work to a farm that works on, with nothing lost. */
final class RecoveryBenchmark {
    private static final int STORED = 100_000;

    private final Workplace workplace;
    private final Sizes sizes;

    RecoveryBenchmark(Workplace workplace, Sizes sizes) {
        this.workplace = workplace;
        this.sizes = sizes;
    }

    Table run() throws IOException, InterruptedException, GeneralSecurityException {
        Table table = new Table(
                "Ready after kill -9 (B6): process started → ready line, then every acknowledged report is counted",
                List.of("tasks stored", "of them finished before", "kills", "seconds"));
        try (Farm farm = Farm.start(workplace, StoreKind.DERBY)) {
            finish(farm, sizes.finished());
            String job = farm.api().submit(TaskBenchmark.COMMAND, STORED);
            List<Double> seconds = new ArrayList<>();
            long told = 0;
            for (int i = 0; i < sizes.runs(); i++) {
                told += workThenKill(farm);
                seconds.add(farm.startNode());
                check(farm, job, told);
            }
            table.row(
                    Integer.toString(STORED + sizes.finished()),
                    Integer.toString(sizes.finished()),
                    Integer.toString(seconds.size()),
                    Series.of(seconds).text(2));
        }
        return table;
    }

    private static void finish(Farm farm, int tasks) throws IOException, GeneralSecurityException {
        if (tasks == 0) {
            return;
        }
        FarmApi api = farm.api();
        try (Crowd crowd = farm.crowd(TaskBenchmark.COMMAND, 100)) {
            for (int done = 0; done < tasks; done += STORED) {
                api.awaitEnd(api.submit(TaskBenchmark.COMMAND, STORED));
            }
            crowd.check();
        }
    }

    /** How many reports were acknowledged. */
    private static long workThenKill(Farm farm) throws IOException, InterruptedException, GeneralSecurityException {
        Crowd crowd = farm.crowd(TaskBenchmark.COMMAND, 50);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        farm.kill();
        return crowd.abandon();
    }

    private static void check(Farm farm, String job, long told) throws IOException {
        FarmApi api = farm.api();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        long counted = api.completed(job);
        while (counted < told) {
            if (System.nanoTime() > end) {
                throw new IOException(told + " reports were acknowledged, but " + counted + " tasks are completed");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            counted = api.completed(job);
        }
    }
}
