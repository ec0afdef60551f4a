package org.tablao.link;

import com.fasterxml.jackson.core.type.TypeReference;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.nodeapi.worker.WorkerGate;

/** A manager in another process. */
final class RemoteWorkerGate implements WorkerGate {

    private final Peer manager;

    RemoteWorkerGate(Peer manager) {
        this.manager = manager;
    }

    @Override
    public CompletionStage<IdentifyAnswer> identify(Identification identification) {
        return manager.identify("/node/v1/worker/identify", identification);
    }

    @Override
    public CompletionStage<List<TaskLease>> available(Session session, Availability availability, Duration wait) {
        return manager.post(manager.call(worker(session) + "/available", session, wait), availability)
                .thenApply(response -> response.statusCode() == 204
                        ? List.of()
                        : manager.read(response, new TypeReference<List<TaskLease>>() {}));
    }

    @Override
    public CompletionStage<HeartbeatAnswer> heartbeat(Session session, String leaseId, Heartbeat heartbeat) {
        return manager.post(manager.call(lease(leaseId) + "/heartbeat", session), heartbeat)
                .thenApply(response -> manager.read(response, new TypeReference<>() {}));
    }

    @Override
    public CompletionStage<ReportAnswer> report(Session session, String leaseId, Report report, boolean next) {
        return manager.post(manager.call(lease(leaseId) + "/report?next=" + next, session), report)
                .thenApply(response -> manager.read(response, new TypeReference<>() {}));
    }

    @Override
    public CompletionStage<Void> published(Session session, String leaseId, Published published) {
        return manager.post(manager.call(lease(leaseId) + "/published", session), published)
                .thenAccept(response -> {});
    }

    @Override
    public CompletionStage<Long> log(Session session, String leaseId, long offset, byte[] bytes) {
        return manager.put(
                        manager.call(lease(leaseId) + "/log?offset=" + offset, session), bytes, Wire.LONGEST_LOG_PIECE)
                .thenApply(this::next);
    }

    @Override
    public CompletionStage<Void> leave(Session session) {
        return manager.post(manager.call(worker(session) + "/leave", session), Map.of())
                .thenAccept(response -> {});
    }

    private Long next(HttpResponse<byte[]> response) {
        return manager.read(response, new TypeReference<Next>() {}).next();
    }

    private record Next(long next) {}

    private static String worker(Session session) {
        return "/node/v1/worker/" + session.nodeId();
    }

    private static String lease(String leaseId) {
        return "/node/v1/lease/" + leaseId;
    }
}
