package org.tablao.core.server;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tablao.core.ids.IdSource;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.farm.Scheduling;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.manager.JobState;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.PublishedFrame;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedCommand;
import org.tablao.nodeapi.plan.PlannedFrame;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.worker.ReportedFile;

/** A server's state with people and managers around it, for tests. */
final class Farmyard {
    static final String OWN_STORE = "store-of-the-server";

    final RecordingWatcher watcher = new RecordingWatcher();
    final ServerState state = new ServerState(new ServerTerms(OWN_STORE, "incarnation", 3600, 60, 30), watcher);
    final IdSource ids = IdSource.fresh(Clock.systemUTC());
    List<Change> changes = List.of();
    long nanos;

    Farmyard turn(Consumer<Turn> work) {
        Turn turn = Turn.detached();
        work.accept(turn);
        changes = turn.changes();
        return this;
    }

    /** Rows that the last turn inserted or updated. */
    <R extends Row> List<R> written(Class<R> kind) {
        return changes.stream()
                .map(Change::row)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** A job of one-frame tasks. */
    JobEntry submit(String name, int tasks) {
        return submit(name, tasks, "", "");
    }

    JobEntry submit(String name, int tasks, String manager, String key) {
        return submit(name, tasks, key, new JobDetails(Map.of(), manager, Scheduling.USUAL), List.of());
    }

    JobEntry submit(String name, Scheduling scheduling) {
        return submit(name, 1, "", new JobDetails(Map.of(), "", scheduling), List.of());
    }

    JobEntry submitRequiring(String name, String... requirements) {
        return submit(name, 1, "", new JobDetails(Map.of(), "", Scheduling.USUAL), List.of(requirements));
    }

    /** For a manager, of tasks that each take so much of limits. */
    JobEntry submitTaking(String manager, int tasks, Map<String, Long> limits) {
        Needs needs = new Needs(1, 0, 0, 0, "", limits);
        return submit("taking", tasks, "", new JobDetails(Map.of(), manager, Scheduling.USUAL), List.of(), needs);
    }

    private JobEntry submit(String name, int tasks, String key, JobDetails details, List<String> requirements) {
        return submit(name, tasks, key, details, requirements, Needs.ONE_SLOT);
    }

    private JobEntry submit(
            String name, int tasks, String key, JobDetails details, List<String> requirements, Needs needs) {
        String id = ids.next();
        List<PlannedTask> planned = new ArrayList<>();
        List<PlannedFrame> frames = new ArrayList<>();
        for (int number = 1; number <= tasks; number++) {
            PlannedCommand render = new PlannedCommand("render", "0", Map.of());
            planned.add(new PlannedTask(number, "frame " + number, List.of(render), List.of(), requirements, needs));
            frames.add(new PlannedFrame(number, "main", number));
        }
        NewJob job = new NewJob(
                id,
                name,
                "test",
                "film",
                "shot 1",
                50,
                "someone",
                key,
                "{}",
                details,
                new JobPlan(id, planned, frames),
                "sha-" + id,
                new byte[] {1});
        JobEntry[] entry = new JobEntry[1];
        turn(turn -> entry[0] = state.submit(turn, job, ids::next, 1_000));
        return entry[0];
    }

    ManagerEntry join(String name) {
        return join(name, "store-of-" + name);
    }

    ManagerEntry join(String name, String storeId) {
        HostFacts host = new HostFacts("host", "Linux", "amd64", 2, 0, "0.1.0", "17");
        Identification who =
                new Identification("manager", name, "key-" + name, "boot", host, "", "", "", "", "", storeId);
        ManagerEntry[] entry = new ManagerEntry[1];
        turn(turn -> entry[0] = state.join(turn, "id-" + name, who, "{}", 1_000, nanos));
        return entry[0];
    }

    void available(ManagerEntry manager, int freeSlots, HeldJob... held) {
        ManagerAvailability offer = new ManagerAvailability(1, freeSlots, List.of(held));
        turn(turn -> state.available(turn, manager, offer, 1_000, nanos));
    }

    long events(ManagerEntry manager, ManagerEvent... events) {
        long[] last = new long[1];
        turn(turn -> last[0] = state.events(turn, manager, List.of(events), 1_000, nanos));
        return last[0];
    }

    static ManagerEvent tasks(long sequence, TaskRow... tasks) {
        return new ManagerEvent(sequence, 1_000, List.of(), List.of(tasks), List.of(), List.of(), List.of());
    }

    static ManagerEvent attempts(long sequence, AttemptRow... attempts) {
        return new ManagerEvent(sequence, 1_000, List.of(), List.of(), List.of(attempts), List.of(), List.of());
    }

    static ManagerEvent frames(long sequence, PublishedFrame... frames) {
        return new ManagerEvent(sequence, 1_000, List.of(), List.of(), List.of(), List.of(), List.of(frames));
    }

    static ManagerEvent jobs(long sequence, JobState... jobs) {
        return new ManagerEvent(sequence, 1_000, List.of(jobs), List.of(), List.of(), List.of(), List.of());
    }

    static TaskRow task(JobEntry job, int number, String status) {
        return new TaskRow(job.id(), number, job.row().epoch(), status, 1, 0, "worker-1", "", "", "", 1_000, 0);
    }

    static AttemptRow attempt(JobEntry job, int task, int number, String status) {
        return new AttemptRow(
                job.id(), task, number, job.row().epoch(), status, "worker-1", "", "", "", 1_000, 0, 0, "[]", "{}");
    }

    static PublishedFrame frame(JobEntry job, int task, int attempt, String layer, int number) {
        ReportedFile file = new ReportedFile(
                true,
                layer,
                number,
                "/out/.a/f.png",
                "/out/" + layer + number + ".png",
                1234,
                "f00d",
                640,
                360,
                Map.of("engine", "blender", "engineVersion", "3.4.1", "renderSeconds", "2.5", "peakMemoryBytes", "99"));
        return new PublishedFrame(job.id(), job.row().epoch(), task, attempt, "worker-1", 5_000 + number, file);
    }

    static JobState ended(JobEntry job, String status, String reason) {
        return new JobState(job.id(), job.row().epoch(), status, 1, reason, 1_000, 9_000);
    }
}
