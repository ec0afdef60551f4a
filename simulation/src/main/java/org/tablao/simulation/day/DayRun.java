package org.tablao.simulation.day;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.tablao.core.failure.UsualFailures;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.core.manager.Effects;
import org.tablao.core.manager.ManagerRows;
import org.tablao.core.manager.ManagerRules;
import org.tablao.core.manager.ManagerSetup;
import org.tablao.core.manager.ManagerState;
import org.tablao.core.manager.Ranks;
import org.tablao.core.manager.SchedulingTerms;
import org.tablao.core.manager.Step;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.JobState;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.plan.PlannedTask;

/** A manager's state through one day: the real one, on the usual terms, with a policy. */
public final class DayRun {
    private static final LeaseTerms TERMS = new LeaseTerms(
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(5));
    /** A task may meet one broken worker after the other: that is to cost time, not tasks. */
    private static final JobTerms TERMS_OF_JOBS = new JobTerms("ascending", 0, 10, 0, 0, 0, 0);

    private static final long TICK_MILLIS = 1_000;
    private static final long SAMPLE_MILLIS = 10_000;
    private static final long LONGEST = 3 * Draw.DAY;

    private final WorkDay day;
    private final Agenda agenda = new Agenda();
    private final ManagerState state;
    private final Tally tally;
    private final Map<String, DayWorker> workers = new LinkedHashMap<>();
    private long lastSequence;

    private DayRun(WorkDay day, Ranks policy) {
        this.day = day;
        this.tally = new Tally(day);
        ManagerSetup setup = new ManagerSetup(
                "store",
                TERMS,
                new NoCodec(),
                policy,
                Ranks.NONE,
                new UsualFailures()::decide,
                ManagerRules.USUAL,
                SchedulingTerms.USUAL);
        this.state = ManagerState.load(setup, ManagerRows.NONE, 0, 0);
    }

    /** Runs the day of a seed until all its work is done. */
    public static Quality of(long seed, Ranks policy) {
        WorkDay day = new Draw(seed).day();
        DayRun run = new DayRun(day, policy);
        run.prepare();
        while (!run.tally.isDone()) {
            run.agenda.advance();
            if (run.agenda.now() > LONGEST) {
                throw new IllegalStateException("day " + seed + " does not end: " + run.tally);
            }
        }
        return run.tally.quality(run.agenda.now(), new Bound(day).millis());
    }

    private void prepare() {
        for (WorkDay.Order order : day.orders()) {
            agenda.at(order.submittedAt(), () -> submit(order));
        }
        for (WorkDay.Host host : day.hosts()) {
            workers.put(host.id(), new DayWorker(host, this, agenda, tally));
        }
        workers.values().forEach(DayWorker::begins);
        agenda.at(0, this::tick);
        agenda.at(SAMPLE_MILLIS, this::sample);
    }

    private void submit(WorkDay.Order order) {
        tally.submitted(order);
        message((known, step) -> {
            known.leaseJob(step, lease(order), planOf(order));
            return true;
        });
    }

    private JobLease lease(WorkDay.Order order) {
        Wish wish = new Wish(
                order.jobId(),
                1,
                "run",
                order.priority(),
                List.of(),
                day.shares().get(order.project()),
                100);
        return new JobLease(
                order.jobId(),
                "server",
                1,
                "plan-" + order.jobId(),
                86_400,
                order.jobId(),
                order.project(),
                "shot",
                "tasks",
                order.priority(),
                order.submittedAt(),
                wish,
                day.shares().get(order.project()),
                100);
    }

    private static JobPlan planOf(WorkDay.Order order) {
        String command = order.gpu() ? DayWorker.GPU_COMMAND : DayWorker.COMMAND;
        List<PlannedCommand> commands = List.of(new PlannedCommand(command, "0", Map.of()));
        List<String> requirements = List.of("org.tablao.command;(command=" + command + ")");
        Needs needs = new Needs(order.slots(), 0, 0, 0, "", Map.of());
        List<PlannedTask> tasks = new ArrayList<>();
        for (WorkDay.Piece piece : order.pieces()) {
            tasks.add(new PlannedTask(tasks.size() + 1, "", commands, piece.dependsOn(), requirements, needs));
        }
        return new JobPlan(order.jobId(), tasks, List.of(), TERMS_OF_JOBS);
    }

    private void tick() {
        message((known, step) -> {
            known.acknowledged(step, lastSequence);
            known.tick(step);
            return true;
        });
        agenda.in(TICK_MILLIS, this::tick);
    }

    private void sample() {
        tally.sample(SAMPLE_MILLIS, workers.values());
        agenda.in(SAMPLE_MILLIS, this::sample);
    }

    /** One message, and what leaves once it is durable. */
    <T> T message(BiFunction<ManagerState, Step, T> message) {
        Step step = new Step(Turn.detached(), agenda.now() * 1_000_000, agenda.now());
        T answer = message.apply(state, step);
        Effects effects = state.finish(step);
        for (ManagerEvent event : effects.events()) {
            lastSequence = event.sequence();
            event.jobs().forEach(this::told);
        }
        for (Effects.Delivery delivery : effects.deliveries()) {
            DayWorker worker = workers.get(delivery.workerId());
            agenda.in(0, () -> worker.receives(delivery.leases()));
        }
        return answer;
    }

    private void told(JobState job) {
        switch (job.status()) {
            case "completed" -> tally.jobCompleted();
            case "failed", "cancelled" -> throw new IllegalStateException(
                    "job " + job.jobId() + " is " + job.status() + ": " + job.reason());
            default -> {
                // On its way.
            }
        }
    }
}
