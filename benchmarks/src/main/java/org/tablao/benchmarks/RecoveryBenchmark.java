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

    private final Farm farm;
    private final Sizes sizes;

    /** @param farm that is ready; what it did before is what its store holds besides */
    RecoveryBenchmark(Farm farm, Sizes sizes) {
        this.farm = farm;
        this.sizes = sizes;
    }

    Table run(StoreKind store) throws IOException, InterruptedException, GeneralSecurityException {
        Table table = new Table(
                "Ready after kill -9 (B6): process started → ready line, then every acknowledged report is counted; store in "
                        + store.word(),
                List.of("tasks that wait", "finished before", "kills", "seconds", "CPU s"));
        finish(sizes.finished() - farm.finished());
        long finished = farm.finished();
        String job = farm.api().submit(TaskBenchmark.COMMAND, STORED);
        List<Double> seconds = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        long told = 0;
        for (int i = 0; i < sizes.kills(); i++) {
            told += workThenKill();
            seconds.add(farm.startNode());
            cpu.add(farm.nodeCpuSeconds());
            check(job, told);
        }
        table.row(
                Integer.toString(STORED),
                Long.toString(finished),
                Integer.toString(seconds.size()),
                Series.of(seconds).text(2),
                Series.of(cpu).text(2));
        return table;
    }

    private void finish(long tasks) throws IOException, GeneralSecurityException {
        if (tasks <= 0) {
            return;
        }
        FarmApi api = farm.api();
        try (Crowd crowd = farm.crowd(TaskBenchmark.COMMAND, 100)) {
            for (long done = 0; done < tasks; done += STORED) {
                api.awaitEnd(api.submit(TaskBenchmark.COMMAND, STORED));
            }
            crowd.check();
        }
    }

    /** How many reports were acknowledged. */
    private long workThenKill() throws IOException, InterruptedException, GeneralSecurityException {
        Crowd crowd = farm.crowd(TaskBenchmark.COMMAND, 50);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        farm.kill();
        return crowd.abandon();
    }

    private void check(String job, long told) throws IOException {
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
