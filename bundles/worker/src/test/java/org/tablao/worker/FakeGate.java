package org.tablao.worker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.nodeapi.worker.WorkerGate;

/** A manager that gives what a test puts in, and keeps what it hears. */
final class FakeGate implements WorkerGate {
    final BlockingQueue<Availability> asked = new LinkedBlockingQueue<>();
    final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    final BlockingQueue<Published> published = new LinkedBlockingQueue<>();
    final BlockingQueue<Heartbeat> heartbeats = new LinkedBlockingQueue<>();
    final BlockingQueue<String> left = new LinkedBlockingQueue<>();
    final List<String> order = new ArrayList<>();

    private final Deque<TaskLease> leases = new ArrayDeque<>();
    private final Map<String, ByteArrayOutputStream> logs = new HashMap<>();
    private Optional<CompletableFuture<List<TaskLease>>> parked = Optional.empty();
    private Function<Heartbeat, CompletionStage<HeartbeatAnswer>> toHeartbeat =
            heartbeat -> CompletableFuture.completedFuture(new HeartbeatAnswer(false, 60));
    private Function<Report, CompletionStage<ReportAnswer>> toReport = report ->
            CompletableFuture.completedFuture(new ReportAnswer(report.outcome().equals("completed"), List.of()));
    private List<TaskLease> overtaken = List.of();
    private String token = "first";

    synchronized void give(TaskLease... now) {
        leases.addAll(List.of(now));
        serve();
    }

    synchronized void heartbeatsGet(Function<Heartbeat, CompletionStage<HeartbeatAnswer>> answer) {
        toHeartbeat = answer;
    }

    synchronized void reportsGet(Function<Report, CompletionStage<ReportAnswer>> answer) {
        toReport = answer;
    }

    /** What a call brings that is followed by a newer one. */
    synchronized void overtakenGet(TaskLease... late) {
        overtaken = List.of(late);
    }

    /** As after a restart of the manager. */
    synchronized void forgetSessions(String nextToken) {
        token = nextToken;
    }

    synchronized String token() {
        return token;
    }

    synchronized String log(String leaseId) {
        return logs.getOrDefault(leaseId, new ByteArrayOutputStream()).toString(StandardCharsets.UTF_8);
    }

    @Override
    public CompletionStage<IdentifyAnswer> identify(Identification identification) {
        throw new UnsupportedOperationException("a fake handshake does not identify");
    }

    @Override
    public synchronized CompletionStage<List<TaskLease>> available(
            Session session, Availability availability, Duration wait) {
        if (!known(session)) {
            return unknown();
        }
        parked.ifPresent(older -> older.complete(overtaken));
        CompletableFuture<List<TaskLease>> answer = new CompletableFuture<>();
        parked = Optional.of(answer);
        asked.add(availability);
        serve();
        return answer;
    }

    @Override
    public synchronized CompletionStage<HeartbeatAnswer> heartbeat(
            Session session, String leaseId, Heartbeat heartbeat) {
        if (!known(session)) {
            return unknown();
        }
        heartbeats.add(heartbeat);
        return toHeartbeat.apply(heartbeat);
    }

    @Override
    public synchronized CompletionStage<ReportAnswer> report(
            Session session, String leaseId, Report report, boolean next) {
        if (!known(session)) {
            return unknown();
        }
        order.add("report " + leaseId);
        reports.add(report);
        return toReport.apply(report);
    }

    @Override
    public synchronized CompletionStage<Void> published(Session session, String leaseId, Published done) {
        if (!known(session)) {
            return unknown();
        }
        order.add("published " + leaseId);
        published.add(done);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Long> log(Session session, String leaseId, long offset, byte[] bytes) {
        ByteArrayOutputStream log = logs.computeIfAbsent(leaseId, id -> new ByteArrayOutputStream());
        if (offset == log.size()) {
            log.writeBytes(bytes);
        }
        return CompletableFuture.completedFuture((long) log.size());
    }

    @Override
    public CompletionStage<Void> leave(Session session) {
        left.add(session.nodeId());
        return CompletableFuture.completedFuture(null);
    }

    static <T> CompletionStage<T> refused(Refusal refusal) {
        return CompletableFuture.failedFuture(new RefusedException(refusal, "No.", ""));
    }

    private boolean known(Session session) {
        return session.token().equals(token);
    }

    private static <T> CompletionStage<T> unknown() {
        return refused(Refusal.UNAUTHENTICATED);
    }

    private void serve() {
        if (parked.isPresent() && !leases.isEmpty()) {
            CompletableFuture<List<TaskLease>> answer = parked.get();
            parked = Optional.empty();
            List<TaskLease> given = List.copyOf(leases);
            leases.clear();
            answer.complete(given);
        }
    }
}
