package org.tablao.server;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.osgi.util.converter.Converters;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.Submission;
import org.tablao.nodeapi.handshake.HostFacts;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.manager.JobState;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.PublishedFrame;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.node.Ticker;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.worker.ReportedFile;

/** A whole server without a framework, on a store that outlives it. */
final class TestFarm implements AutoCloseable {
    static final Caller USER = new Caller("ana", Caller.Kind.ADMINISTRATOR);

    private final OpenDoor door = new OpenDoor();
    final ServerRoom room;
    final FarmDesk farm;
    final ManagerDoor gate;
    final JobTypeCatalog types = new JobTypeCatalog();
    final ManagerLine managers;

    TestFarm(MemoryStore store) {
        ServerConfig config = Converters.standardConverter()
                .convert(Map.of("compile.seconds", 3))
                .to(ServerConfig.class);
        this.room = new ServerRoom(store, Ticker.system(), Clock.systemUTC(), config, new Readiness(null) {
            @Override
            synchronized void announce() {}
        });
        types.addJobType(new FramesJob(), Map.of("tablao.jobtype.name", "frames", "tablao.jobtype.label", "Frames"));
        this.managers = new ManagerLine(room);
        this.farm = new FarmDesk(room, types, managers, door);
        this.gate = new ManagerDoor(room, door);
    }

    @Override
    public void close() {
        farm.close();
        room.close();
    }

    static Submission submission(Map<String, Object> settings) {
        return new Submission("frames", "a job", "film", "shot 1", 50, "", settings);
    }

    JobView submit(String frames) {
        return get(farm.submit(USER, submission(Map.of("frames", frames)), ""));
    }

    Session join(String name, String storeId) {
        HostFacts host = new HostFacts("host", "Linux", "amd64", 2, 0, "0.1.0", "17");
        Identification who =
                new Identification("manager", name, "key-" + name, "boot", host, "", "", "", "", "secret", storeId);
        get(gate.identify(who));
        IdentifyAnswer.Confirmed confirmed =
                (IdentifyAnswer.Confirmed) get(gate.identify(who.answering("nonce", "proof")));
        return new Session(confirmed.nodeId(), confirmed.sessionToken());
    }

    ManagerOrders available(Session session, Duration wait, HeldJob... held) {
        return get(gate.available(session, new ManagerAvailability(1, 2, List.of(held)), wait));
    }

    static ManagerEvent running(long sequence, String jobId, int task) {
        return event(sequence, List.of(), List.of(task(jobId, task, "running")), List.of());
    }

    static ManagerEvent completed(long sequence, String jobId, int task, String file) {
        ReportedFile frame =
                new ReportedFile(true, "main", task, file, file, 10, "f00d", 640, 360, Map.of("engine", "test"));
        PublishedFrame published = new PublishedFrame(jobId, 1, task, 1, "worker-1", 1_000L + task, frame);
        return event(sequence, List.of(), List.of(task(jobId, task, "completed")), List.of(published));
    }

    static ManagerEvent ended(long sequence, String jobId, String status) {
        return event(sequence, List.of(new JobState(jobId, 1, status, 1, "", 1_000, 2_000)), List.of(), List.of());
    }

    static TaskRow task(String jobId, int number, String status) {
        return new TaskRow(jobId, number, 1, status, 1, 0, "worker-1", "", "", "", 1_000, 0);
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Checks also that the refusal comes unwrapped, as the services promise. */
    static RefusedException refusal(CompletionStage<?> stage) {
        Throwable cause = assertThrows(ExecutionException.class, () -> stage.toCompletableFuture()
                        .get(20, TimeUnit.SECONDS))
                .getCause();
        return assertInstanceOf(RefusedException.class, cause);
    }

    private static ManagerEvent event(
            long sequence, List<JobState> jobs, List<TaskRow> tasks, List<PublishedFrame> frames) {
        List<AttemptRow> attempts = tasks.stream().map(TestFarm::attemptOf).toList();
        return new ManagerEvent(sequence, 1_000, jobs, tasks, attempts, List.of(), frames);
    }

    private static AttemptRow attemptOf(TaskRow task) {
        String status = task.status().equals("running") ? "leased" : "published";
        return new AttemptRow(
                task.jobId(), task.number(), 1, 1, status, task.workerId(), "", "", "", 1_000, 0, 0, "", "");
    }
}
