package org.tablao.manager;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tablao.core.lease.LeaseTerms;
import org.tablao.core.manager.JoinedWorker;
import org.tablao.core.owner.Turn;
import org.tablao.nodeapi.handshake.Doorkeeper;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Store;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.nodeapi.worker.WorkerGate;

/** Where workers call: checks who calls, has the state decide, answers when that is durable. */
@Component(service = WorkerGate.class)
public final class WorkerDesk implements WorkerGate {
    private static final Duration SWEEP = Duration.ofMillis(200);

    private final StateLoop loop;
    private final Doorkeeper doorkeeper;
    private final LogFiles logs;
    private final String incarnation;
    private final ParkedCalls parked = new ParkedCalls();
    private final HandshakeLog steps = new HandshakeLog();
    private volatile boolean closed;

    @Activate
    public WorkerDesk(
            @Reference StateLoop loop,
            @Reference Doorkeeper doorkeeper,
            @Reference LogFiles logs,
            @Reference Store store) {
        this.loop = loop;
        this.doorkeeper = doorkeeper;
        this.logs = logs;
        this.incarnation = store.incarnation();
        loop.answerParkedBy(delivery -> deliver(delivery.workerId(), delivery.leases()), parked::endAll);
        loop.every(SWEEP, this::endOverdue);
    }

    @Deactivate
    void close() {
        closed = true;
        parked.close();
    }

    /** How many calls wait for a lease. */
    int waiting() {
        return parked.size();
    }

    @Override
    public CompletionStage<IdentifyAnswer> identify(Identification who) {
        return identify(who, "");
    }

    @Override
    public CompletionStage<IdentifyAnswer> identify(Identification who, String certifiedId) {
        // In one step with the row, so that one key that comes twice at once does not become two workers.
        return loop.step((state, step) -> {
                    Doorkeeper.Verdict verdict =
                            doorkeeper.check(who, certifiedId, key -> state.known(key, loop.nanos()));
                    if (verdict instanceof Doorkeeper.Verdict.Admitted admitted) {
                        state.workerJoined(
                                step,
                                new JoinedWorker(
                                        admitted.nodeId(), who.name(), who.publicKey(), who.bootNonce(), who.host()));
                    }
                    return verdict;
                })
                .thenApply(verdict -> confirm(who, verdict));
    }

    @Override
    public CompletionStage<List<TaskLease>> available(Session session, Availability availability, Duration wait) {
        String worker = session.nodeId();
        CompletableFuture<List<TaskLease>> answer = new CompletableFuture<>();
        asked(session, () -> {
                    steps.available(worker);
                    return loop.step((state, step) -> {
                        Duration waiting = closed ? Duration.ZERO : wait;
                        List<TaskLease> leases = state.available(step, worker, availability, waiting.toNanos());
                        boolean park = leases.isEmpty() && !waiting.isZero();
                        if (park) {
                            parked.park(worker, answer, loop.nanos(), waiting);
                        } else {
                            parked.answer(worker, List.of());
                        }
                        return park ? List.<TaskLease>of() : told(worker, leases, answer, step.turn());
                    });
                })
                .exceptionally(problem -> {
                    answer.completeExceptionally(problem);
                    return List.of();
                });
        return answer;
    }

    @Override
    public CompletionStage<HeartbeatAnswer> heartbeat(Session session, String leaseId, Heartbeat heartbeat) {
        return asked(
                session, () -> loop.step((state, step) -> state.heartbeat(step, session.nodeId(), leaseId, heartbeat)));
    }

    @Override
    public CompletionStage<ReportAnswer> report(Session session, String leaseId, Report report, boolean next) {
        return asked(
                        session,
                        () -> loop.step((state, step) ->
                                state.report(step, session.nodeId(), leaseId, report, next && !closed)))
                .thenApply(answer -> {
                    answer.next().forEach(lease -> steps.assigned(session.nodeId(), lease.jobId(), lease.taskNumber()));
                    return answer;
                });
    }

    @Override
    public CompletionStage<Void> published(Session session, String leaseId, Published published) {
        return asked(
                session,
                () -> loop.<Void>step((state, step) -> {
                    state.published(step, session.nodeId(), leaseId, published);
                    return null;
                }));
    }

    @Override
    public CompletionStage<Long> log(Session session, String leaseId, long offset, byte[] bytes) {
        return asked(session, () -> loop.step((state, step) -> state.mayLog(session.nodeId(), leaseId, loop.nanos())))
                .thenCompose(may -> may
                        ? logs.append(leaseId, offset, bytes)
                        : CompletableFuture.failedFuture(new RefusedException(
                                Refusal.STALE, "The log of " + leaseId + " is closed.", "Drop what is left.")));
    }

    @Override
    public CompletionStage<Void> leave(Session session) {
        return asked(
                        session,
                        () -> loop.<Void>step((state, step) -> {
                            state.workerLeft(step, session.nodeId());
                            return null;
                        }))
                .thenApply(nothing -> {
                    doorkeeper.close(session.nodeId());
                    steps.closed(session.nodeId());
                    parked.answer(session.nodeId(), List.of());
                    return nothing;
                });
    }

    private IdentifyAnswer confirm(Identification who, Doorkeeper.Verdict verdict) {
        if (verdict instanceof Doorkeeper.Verdict.Challenge challenge) {
            return new IdentifyAnswer.Challenged(challenge.nonce());
        }
        Doorkeeper.Verdict.Admitted admitted = (Doorkeeper.Verdict.Admitted) verdict;
        Session session = doorkeeper.open(admitted.nodeId(), who.bootNonce());
        steps.opened(admitted.nodeId(), who.name());
        LeaseTerms terms = loop.terms();
        return new IdentifyAnswer.Confirmed(
                admitted.nodeId(),
                admitted.added(),
                incarnation,
                session.token(),
                terms.heartbeat().toNanos() / 1e9,
                terms.leaseSeconds(),
                terms.margin().toNanos() / 1e9);
    }

    private List<TaskLease> told(
            String worker, List<TaskLease> leases, CompletableFuture<List<TaskLease>> answer, Turn turn) {
        turn.whenDurable(() -> {
            leases.forEach(lease -> steps.assigned(worker, lease.jobId(), lease.taskNumber()));
            answer.complete(leases);
        });
        return leases;
    }

    private void deliver(String worker, List<TaskLease> leases) {
        leases.forEach(lease -> steps.assigned(worker, lease.jobId(), lease.taskNumber()));
        parked.answer(worker, leases);
    }

    private void endOverdue(Turn turn) {
        for (String worker : parked.overdue(loop.nanos())) {
            loop.unpark(worker);
            turn.whenDurable(() -> parked.answer(worker, List.of()));
        }
    }

    private <T> CompletionStage<T> asked(Session session, Supplier<CompletionStage<T>> call) {
        if (closed) {
            return CompletableFuture.failedFuture(new RefusedException(
                    Refusal.UNAVAILABLE, "The manager is stopping.", "Try again in a few seconds."));
        }
        if (!doorkeeper.isOpen(session)) {
            return CompletableFuture.failedFuture(new RefusedException(
                    Refusal.UNAUTHENTICATED, "This session is not open any more.", "Identify again."));
        }
        return call.get();
    }
}
