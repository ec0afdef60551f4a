package org.tablao.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.core.manager.JoinedWorker;
import org.tablao.core.manager.ManagerRows;
import org.tablao.core.manager.ManagerSetup;
import org.tablao.core.manager.ManagerState;
import org.tablao.core.manager.Step;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.simulation.day.NoCodec;

/** A manager's state, so many workers that report one after the other, and a clock that the messages move. */
public final class CoreRun {
    private static final int LARGEST_JOB = 1_000_000;
    private static final int MESSAGES_A_COMMIT = 64;
    private static final long ROUND_NANOS = 10_000_000_000L;
    private static final HostFacts HOST = new HostFacts("host", "Linux", "amd64", 1, 1L << 30, "0.1.0", "17");
    private static final List<Capability> OFFERED =
            List.of(new Capability("org.tablao.command", Map.of("command", "echo", "version", "1.0.0")));

    private final ManagerState state;
    private final List<Deque<TaskLease>> held = new ArrayList<>();
    private final int workers;
    private Step step;
    private int messages;
    private long nanos;
    private long events;

    private CoreRun(int workers) {
        this.workers = workers;
        LeaseTerms terms = new LeaseTerms(
                Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(5));
        ManagerSetup setup = new ManagerSetup("store", terms, new NoCodec(), job -> job.priority());
        this.state = ManagerState.load(setup, ManagerRows.NONE, 0, 0);
        this.step = new Step(Turn.detached(), 0, 0);
    }

    /** Prints microseconds of processor time a task. */
    public static void main(String[] words) {
        CoreRun run = new CoreRun(Integer.parseInt(words[0]));
        int tasks = Integer.parseInt(words[1]);
        run.prepare(tasks);
        int counted = Math.min(tasks / 4, 400_000);
        // Once for the compiler, once for the figure.
        run.report(counted);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        run.report(counted);
        System.out.printf(Locale.ROOT, "%.3f%n", (threads.getCurrentThreadCpuTime() - before) / 1e3 / counted);
    }

    private void prepare(int tasks) {
        PlannedCommand command = new PlannedCommand("echo", "0", Map.of());
        for (int from = 0, job = 1; from < tasks; from += LARGEST_JOB, job++) {
            List<PlannedTask> planned = new ArrayList<>();
            for (int number = 1; number <= Math.min(LARGEST_JOB, tasks - from); number++) {
                planned.add(new PlannedTask(
                        number,
                        "",
                        List.of(command),
                        List.of(),
                        List.of("org.tablao.command;(&(command=echo)(version>=0))")));
            }
            String id = String.format(Locale.ROOT, "01J9Z3K4M5N%02d", job);
            state.leaseJob(next(), lease(id), new JobPlan(id, planned, List.of()));
        }
        for (int worker = 0; worker < workers; worker++) {
            String id = "worker-" + worker;
            state.workerJoined(next(), new JoinedWorker(id, id, id, "boot", HOST));
            held.add(new ArrayDeque<>(state.available(next(), id, new Availability(OFFERED, 1, 1, List.of()), 0)));
        }
    }

    private static JobLease lease(String id) {
        return new JobLease(
                id, "server", 1, "plan-" + id, 86_400, id, "demo", "shot", "test", 50, 0, new Wish(id, 1, "run", 50));
    }

    private void report(int count) {
        long lastTick = nanos;
        for (int i = 0; i < count; i++) {
            int worker = i % workers;
            TaskLease lease = held.get(worker).remove();
            Report report = new Report(lease.claim(), "completed", "", "", 10, List.of(), Map.of("echo", "1.0.0"));
            ReportAnswer answer = state.report(next(), "worker-" + worker, lease.leaseId(), report, true);
            held.get(worker).addAll(answer.next());
            if (nanos - lastTick > 1_000_000_000L) {
                state.tick(next());
                lastTick = nanos;
            }
        }
    }

    /** The step of the next message: the last one's, until so many are committed together. */
    private Step next() {
        nanos += ROUND_NANOS / workers;
        if (++messages % MESSAGES_A_COMMIT == 0) {
            events += state.finish(step).events().size();
            state.acknowledged(step, events);
            step = new Step(Turn.detached(), nanos, nanos / 1_000_000);
        } else {
            step.continues(step.turn(), nanos, nanos / 1_000_000);
        }
        return step;
    }
}
