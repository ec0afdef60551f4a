package org.tablao.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
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

/** A manager that remembers its calls and answers what the test says. */
final class FakeWorkerGate implements WorkerGate {

    /** Each call with its arguments, in order. */
    final List<Object> heard = Collections.synchronizedList(new ArrayList<>());

    /** One permit for each call that has come. */
    final Semaphore arrived = new Semaphore(0);

    volatile CompletionStage<?> answer = CompletableFuture.completedFuture(null);

    void answers(Object value) {
        answer = CompletableFuture.completedFuture(value);
    }

    void fails(RuntimeException problem) {
        answer = CompletableFuture.failedFuture(problem);
    }

    @Override
    public CompletionStage<IdentifyAnswer> identify(Identification identification) {
        return hear("identify", identification);
    }

    @Override
    public CompletionStage<List<TaskLease>> available(Session session, Availability availability, Duration wait) {
        return hear("available", session, availability, wait);
    }

    @Override
    public CompletionStage<HeartbeatAnswer> heartbeat(Session session, String leaseId, Heartbeat heartbeat) {
        return hear("heartbeat", session, leaseId, heartbeat);
    }

    @Override
    public CompletionStage<ReportAnswer> report(Session session, String leaseId, Report report, boolean next) {
        return hear("report", session, leaseId, report, next);
    }

    @Override
    public CompletionStage<Void> published(Session session, String leaseId, Published published) {
        return hear("published", session, leaseId, published);
    }

    @Override
    public CompletionStage<Long> log(Session session, String leaseId, long offset, byte[] bytes) {
        return hear("log", session, leaseId, offset, bytes.length, Arrays.hashCode(bytes));
    }

    @Override
    public CompletionStage<Void> leave(Session session) {
        return hear("leave", session);
    }

    @SuppressWarnings("unchecked") // the test says what fits
    private <T> CompletionStage<T> hear(Object... call) {
        CompletionStage<T> given = (CompletionStage<T>) answer;
        heard.add(List.of(call));
        arrived.release();
        return given;
    }
}
