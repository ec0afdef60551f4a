package org.tablao.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

/** A server that remembers its calls and answers what the test says. */
final class FakeManagerGate implements ManagerGate {

    /** Each call with its arguments, in order. */
    final List<Object> heard = Collections.synchronizedList(new ArrayList<>());

    private volatile CompletionStage<?> answer = CompletableFuture.completedFuture(null);

    void answers(Object value) {
        answer = CompletableFuture.completedFuture(value);
    }

    @Override
    public CompletionStage<IdentifyAnswer> identify(Identification identification) {
        return hear("identify", identification);
    }

    @Override
    public CompletionStage<ManagerOrders> available(Session session, ManagerAvailability availability, Duration wait) {
        return hear("available", session, availability, wait);
    }

    @Override
    public CompletionStage<Void> heartbeat(Session session, List<TaskProgress> progress) {
        return hear("heartbeat", session, progress);
    }

    @Override
    public CompletionStage<Long> events(Session session, List<ManagerEvent> events) {
        return hear("events", session, events);
    }

    @Override
    public CompletionStage<byte[]> blob(Session session, String sha256) {
        return hear("blob", session, sha256);
    }

    @Override
    public CompletionStage<List<TaskRow>> tasks(Session session, String jobId) {
        return hear("tasks", session, jobId);
    }

    @Override
    public CompletionStage<Void> leave(Session session) {
        return hear("leave", session);
    }

    @SuppressWarnings("unchecked") // the test says what fits
    private <T> CompletionStage<T> hear(Object... call) {
        heard.add(List.of(call));
        return (CompletionStage<T>) answer;
    }
}
