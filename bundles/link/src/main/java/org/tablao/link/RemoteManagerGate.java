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
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.ManagerGate;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.store.TaskRow;

/** A server in another process. */
final class RemoteManagerGate implements ManagerGate {

    private static final ManagerOrders NOTHING = new ManagerOrders(List.of(), List.of());

    private final Peer server;

    RemoteManagerGate(Peer server) {
        this.server = server;
    }

    @Override
    public CompletionStage<IdentifyAnswer> identify(Identification identification) {
        return server.identify("/node/v1/manager/identify", identification);
    }

    @Override
    public CompletionStage<ManagerOrders> available(Session session, ManagerAvailability availability, Duration wait) {
        return server.post(server.call(manager(session) + "/available", session, wait), availability)
                .thenApply(response -> response.statusCode() == 204
                        ? NOTHING
                        : server.read(response, new TypeReference<ManagerOrders>() {}));
    }

    @Override
    public CompletionStage<Void> heartbeat(Session session, List<TaskProgress> progress) {
        return server.post(server.call(manager(session) + "/heartbeat", session), progress)
                .thenAccept(response -> {});
    }

    @Override
    public CompletionStage<Long> events(Session session, List<ManagerEvent> events) {
        return server.post(server.call(manager(session) + "/events", session), events)
                .thenApply(response -> server.read(response, new TypeReference<Acknowledged>() {})
                        .acknowledged());
    }

    @Override
    public CompletionStage<byte[]> blob(Session session, String sha256) {
        return server.send(server.call("/node/v1/blobs/" + sha256, session).GET())
                .thenApply(HttpResponse::body);
    }

    @Override
    public CompletionStage<List<TaskRow>> tasks(Session session, String jobId) {
        return server.send(server.call("/node/v1/jobs/" + jobId + "/tasks", session)
                        .GET())
                .thenApply(response -> server.read(response, new TypeReference<List<TaskRow>>() {}));
    }

    @Override
    public CompletionStage<Void> leave(Session session) {
        return server.post(server.call(manager(session) + "/leave", session), Map.of())
                .thenAccept(response -> {});
    }

    private record Acknowledged(long acknowledged) {}

    private static String manager(Session session) {
        return "/node/v1/manager/" + session.nodeId();
    }
}
