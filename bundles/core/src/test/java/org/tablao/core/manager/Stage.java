package org.tablao.core.manager;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Capability;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.pluginapi.scheduling.RankedJob;

/** A manager's state with a store and a clock that the test turns. */
final class Stage {
    static final String JOB = "01J9Z3K4M5N6P";
    static final String OTHER_JOB = "01J9Z3K4M5N6Q";
    static final LeaseTerms TERMS = new LeaseTerms(
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(5));

    final MemoryStore store = new MemoryStore();
    final PlainCodec codec = new PlainCodec();
    final Map<String, List<TaskLease>> delivered = new LinkedHashMap<>();
    final List<Effects.Settlement> settlements = new ArrayList<>();
    final List<ManagerEvent> events = new ArrayList<>();
    final Map<String, TaskLease> leases = new HashMap<>();
    Function<RankedJob, Double> policy = job -> (double) job.priority();
    Ranks shadow = Ranks.NONE;
    long seconds = 1_000;
    private ManagerState state = ManagerState.load(setup(), ManagerRows.NONE, nanos(), millis());

    ManagerState state() {
        return state;
    }

    long nanos() {
        return seconds * 1_000_000_000L;
    }

    long millis() {
        return seconds * 1_000;
    }

    /** What the process held is gone; what the store has is loaded, and the server says that it still is this manager's. */
    void restart() {
        restartAlone();
        run(step -> state.ordered(step, nanos(), 86_400, 60));
    }

    /** The same, without a word from the server. */
    void restartAlone() {
        state = ManagerState.load(setup(), store.managerRows(), nanos(), millis());
    }

    void pass(long time) {
        seconds += time;
        run(state::tick);
    }

    void run(Consumer<Step> message) {
        call(step -> {
            message.accept(step);
            return true;
        });
    }

    <T> T call(Function<Step, T> message) {
        Turn turn = Turn.detached();
        Step step = new Step(turn, nanos(), millis());
        T answer = message.apply(step);
        Effects effects = state.finish(step);
        store.commit(turn.changes());
        events.addAll(effects.events());
        effects.deliveries().forEach(delivery -> {
            delivered.put(delivery.workerId(), delivery.leases());
            delivery.leases().forEach(lease -> leases.put(lease.leaseId(), lease));
        });
        settlements.addAll(effects.settlements());
        return answer;
    }

    void job(int tasks) {
        job(JOB, 50, IntStream.rangeClosed(1, tasks).mapToObj(Stage::planned).toList());
    }

    void job(String id, int priority, List<PlannedTask> tasks) {
        job(id, priority, new JobPlan(id, tasks, List.of()));
    }

    void job(String id, int priority, JobPlan plan) {
        store.plans.put("plan-" + id, plan);
        run(step -> state.leaseJob(step, leaseOf(id, priority), store.plans.get("plan-" + id)));
    }

    static JobLease leaseOf(String id, int priority) {
        return new JobLease(
                id,
                "server-1",
                1,
                "plan-" + id,
                86_400,
                "Job " + id,
                "demo",
                "shot",
                "test",
                priority,
                500_000,
                new Wish(id, 1, "run", priority));
    }

    static PlannedTask planned(int number, Integer... dependsOn) {
        return new PlannedTask(number, "frames " + number, List.of(), List.of(dependsOn), List.of());
    }

    static PlannedTask plannedNeeding(int number, String requirement) {
        return new PlannedTask(number, "frames " + number, List.of(), List.of(), List.of(requirement));
    }

    void wish(long revision, String wanted, int priority) {
        run(step -> state.wish(step, new Wish(JOB, revision, wanted, priority)));
    }

    void join(String worker) {
        join(worker, "boot-1");
    }

    void join(String worker, String bootNonce) {
        HostFacts host = new HostFacts("host-" + worker, "Linux", "amd64", 2, 1, "0.1.0", "17");
        run(step -> state.workerJoined(step, new JoinedWorker(worker, worker, "key-" + worker, bootNonce, host)));
    }

    List<TaskLease> ask(String worker) {
        return ask(worker, 1, List.of(), 0);
    }

    void park(String worker) {
        ask(worker, 1, List.of(), 30);
    }

    List<TaskLease> ask(String worker, int slots, List<String> held, long wait) {
        return ask(worker, List.of(), slots, held, wait);
    }

    List<TaskLease> ask(String worker, List<Capability> offers, int slots, List<String> held, long wait) {
        Availability availability = new Availability(offers, slots, slots - held.size(), held);
        List<TaskLease> given = call(step -> state.available(step, worker, availability, wait * 1_000_000_000L));
        given.forEach(lease -> leases.put(lease.leaseId(), lease));
        return given;
    }

    /** Joins and asks; answers the id of the one lease it got. */
    String work(String worker) {
        if (!store.rows.containsKey("worker " + worker)) {
            join(worker);
        }
        return only(ask(worker)).leaseId();
    }

    HeartbeatAnswer beat(String worker, String lease) {
        Heartbeat heartbeat = new Heartbeat(leases.get(lease).claim(), 0.5, "frame 1", 0);
        return call(step -> state.heartbeat(step, worker, lease, heartbeat));
    }

    ReportAnswer report(String worker, String lease, String outcome) {
        return report(worker, lease, outcome, List.of(), false);
    }

    ReportAnswer report(String worker, String lease, String outcome, List<ReportedFile> files, boolean next) {
        Report report = reportOf(lease, outcome, files);
        ReportAnswer answer = call(step -> state.report(step, worker, lease, report, next));
        answer.next().forEach(given -> leases.put(given.leaseId(), given));
        return answer;
    }

    Report reportOf(String lease, String outcome, List<ReportedFile> files) {
        String reason = outcome.equals("completed") ? "" : "It " + outcome + ".";
        return new Report(leases.get(lease).claim(), outcome, reason, "", 1.5, files, Map.of("render", "1.0.0"));
    }

    void publish(String worker, String lease, String problem) {
        Published published = new Published(leases.get(lease).claim(), problem);
        run(step -> state.published(step, worker, lease, published));
    }

    static ReportedFile frame(int number) {
        return new ReportedFile(true, "main", number, "/p/" + number, "/f/" + number, 10, "00", 1, 1, Map.of());
    }

    static TaskLease only(List<TaskLease> leases) {
        if (leases.size() != 1) {
            throw new AssertionError("expected one lease: " + leases);
        }
        return leases.get(0);
    }

    static Refusal refusalOf(Executable call) {
        return assertThrows(RefusedException.class, call).refusal();
    }

    /** Its row's status; without one it runs, if it has an attempt that is live. */
    String task(int number) {
        boolean runs = store.managerRows().attempts().stream().anyMatch(row -> row.taskNumber() == number);
        return !hasTaskRow(number) && runs ? "running" : taskRow(JOB, number).status();
    }

    TaskRow taskRow(String job, int number) {
        return store.all(TaskRow.class).stream()
                .filter(row -> row.jobId().equals(job) && row.number() == number)
                .findFirst()
                .orElseThrow();
    }

    boolean hasTaskRow(int number) {
        return store.all(TaskRow.class).stream().anyMatch(row -> row.number() == number);
    }

    AttemptRow attempt(String lease) {
        return store.all(AttemptRow.class).stream()
                .filter(row -> lease.equals(row.jobId() + "." + row.taskNumber() + "." + row.number()))
                .findFirst()
                .orElseThrow();
    }

    LeasedJobRow jobRow() {
        return store.all(LeasedJobRow.class).stream()
                .filter(row -> row.jobId().equals(JOB))
                .findFirst()
                .orElseThrow();
    }

    String worker(String id) {
        return store.all(WorkerRow.class).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private ManagerSetup setup() {
        ManagerSetup plain = new ManagerSetup("store-1", TERMS, codec, job -> policy.apply(job));
        return new ManagerSetup(
                plain.incarnation(),
                TERMS,
                codec,
                plain.policy(),
                shadow,
                plain.failures(),
                plain.rules(),
                plain.scheduling());
    }
}
