package org.tablao.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Tasks that do nothing: what the farm itself costs, and how fast it hands out work. */
final class TaskBenchmark {
    static final String COMMAND = "echo";
    static final int USUAL_BACKLOG = 100_000;
    private static final int SMALL_JOB = 1_000;
    private static final int LEAST_LEFT = 20_000;
    private static final int MOST_BEHIND_SECONDS = 20;

    private final Farm farm;
    private final Sizes sizes;

    /** What was measured in one window of time. */
    record Window(double perSecond, double cpuMillisPerTask) {}

    TaskBenchmark(Farm farm, Sizes sizes) {
        this.farm = farm;
        this.sizes = sizes;
    }

    Table run(StoreKind store) throws IOException, GeneralSecurityException {
        Table table = new Table(
                "No-op tasks (B2, B3): server and manager in one process, durable, store in " + store.word(),
                List.of("workers", "backlog", "tasks/s", "server CPU ms a task", "server RSS MB"));
        warmUp();
        for (int workers : sizes.workers()) {
            row(table, workers, USUAL_BACKLOG, measure(workers, USUAL_BACKLOG));
        }
        for (int backlog : sizes.backlogs()) {
            row(table, 100, backlog, measure(100, backlog));
        }
        return table;
    }

    private void row(Table table, int workers, int backlog, List<Window> windows) throws IOException {
        table.row(
                Integer.toString(workers),
                Integer.toString(backlog),
                Series.of(windows.stream().map(Window::perSecond).toList()).text(0),
                Series.of(windows.stream().map(Window::cpuMillisPerTask).toList())
                        .text(2),
                String.format(Locale.ROOT, "%.0f", farm.residentMegabytes()));
    }

    /** Classes are loaded and what is hot is compiled before anything counts. */
    void warmUp() throws IOException, GeneralSecurityException {
        FarmApi api = farm.api();
        try (Crowd crowd = farm.crowd(COMMAND, 50)) {
            Feed feed = new Feed(api, crowd, USUAL_BACKLOG);
            feed.await(TimeUnit.SECONDS.toNanos(sizes.warmUpSeconds()));
            end(api, feed.jobs, crowd);
        }
    }

    List<Window> measure(int workers, int backlog) throws IOException, GeneralSecurityException {
        FarmApi api = farm.api();
        try (Crowd crowd = farm.crowd(COMMAND, workers)) {
            Feed feed = new Feed(api, crowd, backlog);
            feed.await(TimeUnit.MILLISECONDS.toNanos(1_000));
            List<Window> windows = new ArrayList<>();
            for (int i = 0; i < sizes.runs(); i++) {
                windows.add(window(feed, crowd));
            }
            end(api, feed.jobs, crowd);
            return windows;
        }
    }

    private Window window(Feed feed, Crowd crowd) throws IOException {
        double cpu = farm.cpuSeconds();
        long done = crowd.reported();
        long began = System.nanoTime();
        feed.await((long) (sizes.runSeconds() * 1e9));
        double seconds = (System.nanoTime() - began) / 1e9;
        long tasks = crowd.reported() - done;
        double used = farm.cpuSeconds() - cpu;
        crowd.check();
        return new Window(tasks / seconds, used * 1000 / Math.max(1, tasks));
    }

    /** Waits until all is done; every report must be counted, and nothing besides. */
    static void finish(FarmApi api, List<String> jobs, Crowd crowd) throws IOException {
        long counted = 0;
        for (String job : jobs) {
            counted += api.awaitEnd(job).get("tasks").get("completed").asLong();
        }
        crowd.check();
        if (counted != crowd.reported()) {
            throw unequal(counted, crowd);
        }
    }

    private static IOException unequal(long counted, Crowd crowd) {
        return new IOException(counted + " tasks are completed, but " + crowd.reported() + " were reported");
    }

    /**
     * Every report must be counted, but for the last one of each worker of each job: it may have come after that job was cancelled.
     * The server is told by the manager's events, so that its count may follow a little later.
     */
    static void end(FarmApi api, List<String> jobs, Crowd crowd) throws IOException {
        for (String job : jobs) {
            api.cancel(job);
            api.awaitEnd(job);
        }
        crowd.check();
        long tooLate = (long) crowd.size() * jobs.size();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_BEHIND_SECONDS);
        long counted = count(api, jobs);
        while (counted < crowd.reported() - tooLate && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            counted = count(api, jobs);
        }
        if (counted > crowd.reported() || counted < crowd.reported() - tooLate) {
            throw unequal(counted, crowd);
        }
    }

    private static long count(FarmApi api, List<String> jobs) throws IOException {
        long counted = 0;
        for (String job : jobs) {
            counted += api.completed(job);
        }
        return counted;
    }

    /** Keeps so many tasks waiting. */
    private static final class Feed {
        final List<String> jobs = new ArrayList<>();
        private final FarmApi api;
        private final Crowd crowd;
        private final int backlog;
        private long submitted;

        Feed(FarmApi api, Crowd crowd, int backlog) {
            this.api = api;
            this.crowd = crowd;
            this.backlog = backlog;
        }

        void fill() throws IOException {
            // A small backlog is kept up with small jobs, a large one is one job and the next before it ends.
            int job = backlog > SMALL_JOB ? backlog : SMALL_JOB / 2;
            while (submitted - crowd.reported() < Math.min(backlog, LEAST_LEFT)) {
                jobs.add(api.submit(COMMAND, job));
                submitted += job;
            }
        }

        void await(long nanos) throws IOException {
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() < end) {
                fill();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            if (submitted <= crowd.reported()) {
                throw new IOException("the workers ran out of tasks");
            }
        }
    }
}
