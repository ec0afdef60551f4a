package org.tablao.manager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.ManagerGate;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.PlanDocument;
import org.tablao.nodeapi.plan.PlannedTask;
import org.tablao.nodeapi.store.TaskRow;

/** A server that leases what the test puts into it, remembers the events, and can be away. */
final class TestServer implements ManagerGate {
    static final String JOB = "01J9Z3K4M5N6P";

    final List<ManagerEvent> events = new ArrayList<>();
    private final Map<String, List<TaskRow>> done = new HashMap<>();
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Deque<ManagerOrders> orders = new ArrayDeque<>();
    private Optional<CompletableFuture<ManagerOrders>> waiting = Optional.empty();
    private Optional<CompletableFuture<Long>> muted = Optional.empty();
    private long last;
    private int muteCalls;
    private boolean away;
    private int sessions;
    private boolean left;

    synchronized void away(boolean now) {
        away = now;
        waiting.ifPresent(call -> call.completeExceptionally(gone()));
        waiting = Optional.empty();
    }

    /** Leases a job of so many tasks without commands. */
    synchronized void lease(int tasks) {
        JobPlan plan = new JobPlan(
                JOB,
                IntStream.rangeClosed(1, tasks)
                        .mapToObj(n -> new PlannedTask(n, "task " + n, List.of(), List.of(), List.of()))
                        .toList(),
                List.of());
        byte[] bytes;
        try {
            bytes = new ObjectMapper().writeValueAsBytes(PlanDocument.of(plan));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        blobs.put(Sha256.of(bytes), bytes);
        give(new ManagerOrders(
                List.of(new JobLease(
                        JOB,
                        "server-1",
                        1,
                        Sha256.of(bytes),
                        86_400,
                        "Job",
                        "demo",
                        "shot",
                        "test",
                        50,
                        1_000,
                        new Wish(JOB, 1, "run", 50))),
                List.of()));
    }

    /** Its store is as it was before it had any event. */
    synchronized void restoreAnOldBackup() {
        events.clear();
        last = 0;
    }

    synchronized void spoilBlobs() {
        blobs.replaceAll((sha256, bytes) -> "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    synchronized void give(ManagerOrders some) {
        orders.add(some);
        waiting.ifPresent(call -> call.complete(orders.remove()));
        waiting = Optional.empty();
    }

    /** Events get no answer any more, until {@link #unmute}. */
    synchronized void mute() {
        muted = Optional.of(new CompletableFuture<>());
    }

    synchronized int muteCalls() {
        return muteCalls;
    }

    /** What waited is answered with nothing. */
    synchronized void unmute() {
        CompletableFuture<Long> calls = muted.orElseThrow();
        muted = Optional.empty();
        calls.completeExceptionally(gone());
    }

    /** The session of the call that waits is not known any more. */
    synchronized void endSession() {
        waiting.ifPresent(call -> call.completeExceptionally(
                new RefusedException(Refusal.UNAUTHENTICATED, "The session is not open.", "")));
        waiting = Optional.empty();
    }

    /** Whether a call of the manager's waits, of this session or a later one. */
    synchronized boolean waitsIn(int session) {
        return sessions >= session && waiting.isPresent();
    }

    synchronized List<ManagerEvent> events() {
        return List.copyOf(events);
    }

    synchronized List<Long> sequences() {
        return events.stream().map(ManagerEvent::sequence).toList();
    }

    synchronized String jobStatus() {
        return events.stream()
                .flatMap(event -> event.jobs().stream())
                .reduce((first, second) -> second)
                .map(state -> state.status())
                .orElse("");
    }

    /** How often a manager has proved who it is. */
    synchronized int joins() {
        return sessions;
    }

    synchronized boolean hasLeft() {
        return left;
    }

    @Override
    public synchronized CompletionStage<IdentifyAnswer> identify(Identification identification) {
        return answer(() -> {
            sessions++;
            return new IdentifyAnswer.Confirmed(
                    "manager-1", sessions == 1, "server-1", "token-" + sessions, 5, 86_400, 100);
        });
    }

    @Override
    public synchronized CompletionStage<ManagerOrders> available(
            Session session, ManagerAvailability availability, Duration wait) {
        if (away) {
            return CompletableFuture.failedStage(gone());
        }
        if (!orders.isEmpty()) {
            return CompletableFuture.completedStage(orders.remove());
        }
        waiting.ifPresent(older -> older.complete(new ManagerOrders(List.of(), List.of())));
        waiting = Optional.empty();
        if (wait.isZero()) {
            return CompletableFuture.completedStage(new ManagerOrders(List.of(), List.of()));
        }
        waiting = Optional.of(new CompletableFuture<>());
        return waiting.get();
    }

    @Override
    public synchronized CompletionStage<Void> heartbeat(Session session, List<TaskProgress> progress) {
        return answer(() -> null);
    }

    @Override
    public synchronized CompletionStage<Long> events(Session session, List<ManagerEvent> some) {
        if (muted.isPresent()) {
            muteCalls++;
            return muted.get();
        }
        return answer(() -> {
            for (ManagerEvent event : some) {
                if (event.restart() || event.sequence() == last + 1) {
                    events.add(event);
                    last = event.sequence();
                }
            }
            return last;
        });
    }

    @Override
    public synchronized CompletionStage<List<TaskRow>> tasks(Session session, String jobId) {
        return answer(() -> done.getOrDefault(jobId, List.of()));
    }

    @Override
    public synchronized CompletionStage<byte[]> blob(Session session, String sha256) {
        return answer(() -> blobs.get(sha256));
    }

    @Override
    public synchronized CompletionStage<Void> leave(Session session) {
        left = true;
        return answer(() -> null);
    }

    private <T> CompletionStage<T> answer(java.util.function.Supplier<T> what) {
        return away ? CompletableFuture.failedStage(gone()) : CompletableFuture.completedStage(what.get());
    }

    private static RefusedException gone() {
        return new RefusedException(Refusal.UNAVAILABLE, "The server is away.", "");
    }
}
