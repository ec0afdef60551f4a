package org.tablao.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.LiveJob;
import org.tablao.core.server.ManagerEntry;
import org.tablao.core.server.ServerState;
import org.tablao.core.state.ManagerStatus;
import org.tablao.nodeapi.handshake.Doorkeeper;
import org.tablao.nodeapi.handshake.Identification;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.KnownNode;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.ManagerGate;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.TaskRow;

/** Where managers come in: checks who calls, and hands on to the state. */
@Component
public final class ManagerDoor implements ManagerGate {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final ServerRoom room;
    private final Doorkeeper doorkeeper;

    @Activate
    public ManagerDoor(@Reference ServerRoom room, @Reference Doorkeeper doorkeeper) {
        this.room = room;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public CompletionStage<IdentifyAnswer> identify(Identification who) {
        return identify(who, "");
    }

    @Override
    public CompletionStage<IdentifyAnswer> identify(Identification who, String certifiedId) {
        if (!who.role().equals("manager")) {
            return refused(Refusal.INVALID, "A server takes managers, not a node of role " + who.role() + ".");
        }
        return room.call((state, turn) -> {
                    Doorkeeper.Verdict verdict = doorkeeper.check(who, certifiedId, key -> state.managers()
                            .findByKey(key)
                            .map(this::known));
                    if (verdict instanceof Doorkeeper.Verdict.Admitted admitted) {
                        state.join(turn, admitted.nodeId(), who, Json.text(who.host()), room.millis(), room.nanos());
                    }
                    return verdict;
                })
                .thenApply(verdict -> answer(who, verdict));
    }

    @Override
    public CompletionStage<ManagerOrders> available(Session session, ManagerAvailability availability, Duration wait) {
        CompletableFuture<ManagerOrders> answer = new CompletableFuture<>();
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        room.call((state, turn) -> {
                    ManagerEntry manager = caller(state, session);
                    long nanos = room.nanos();
                    room.parking().park(manager.id(), answer, nanos, bounded);
                    state.available(turn, manager, availability, room.millis(), nanos);
                    if (bounded.isZero()) {
                        room.parking().expire(turn, state, nanos);
                    }
                    return manager;
                })
                .whenComplete((manager, failure) -> {
                    if (failure != null) {
                        answer.completeExceptionally(failure);
                    }
                });
        return answer;
    }

    @Override
    public CompletionStage<Void> heartbeat(Session session, List<TaskProgress> progress) {
        return room.call((state, turn) -> {
            state.heartbeat(turn, caller(state, session), progress, room.millis(), room.nanos());
            return null;
        });
    }

    @Override
    public CompletionStage<Long> events(Session session, List<ManagerEvent> events) {
        return room.call(
                (state, turn) -> state.events(turn, caller(state, session), events, room.millis(), room.nanos()));
    }

    @Override
    public CompletionStage<byte[]> blob(Session session, String sha256) {
        return room.call((state, turn) -> caller(state, session).id())
                .thenCompose(id -> room.read(store -> store.blob(sha256)
                        .orElseThrow(() -> new RefusedException(
                                Refusal.NOT_FOUND, "There is no blob " + sha256 + ".", "Ask for the job anew."))
                        .bytes()));
    }

    @Override
    public CompletionStage<List<TaskRow>> tasks(Session session, String jobId) {
        return room.call((state, turn) -> {
            ManagerEntry manager = caller(state, session);
            return state.jobs()
                    .find(jobId)
                    .filter(job -> job.row().managerId().equals(manager.id()))
                    .flatMap(JobEntry::live)
                    .map(LiveJob::rows)
                    .orElseThrow(() -> new RefusedException(
                            Refusal.CONFLICT, "Job " + jobId + " is not leased to this manager.", "Ask for jobs."));
        });
    }

    @Override
    public CompletionStage<Void> leave(Session session) {
        return room.call((state, turn) -> {
            ManagerEntry manager = caller(state, session);
            room.parking().answer(turn, manager, Parking.NONE);
            state.leave(turn, manager);
            turn.whenDurable(() -> doorkeeper.close(session.nodeId()));
            return null;
        });
    }

    /** Runs on the owner's thread, before anything is changed. */
    private ManagerEntry caller(ServerState state, Session session) {
        return state.managers()
                .find(session.nodeId())
                .filter(manager -> manager.status() != ManagerStatus.OFFLINE && doorkeeper.isOpen(session))
                .orElseThrow(() ->
                        new RefusedException(Refusal.UNAUTHENTICATED, "The session is not open.", "Identify first."));
    }

    private KnownNode known(ManagerEntry manager) {
        return new KnownNode(
                manager.id(),
                manager.row().name(),
                manager.row().publicKey(),
                manager.row().bootNonce(),
                manager.status() == ManagerStatus.OFFLINE
                        ? Double.POSITIVE_INFINITY
                        : manager.heardSecondsAgo(room.nanos()));
    }

    private IdentifyAnswer answer(Identification who, Doorkeeper.Verdict verdict) {
        if (verdict instanceof Doorkeeper.Verdict.Challenge challenge) {
            return new IdentifyAnswer.Challenged(challenge.nonce());
        }
        Doorkeeper.Verdict.Admitted admitted = (Doorkeeper.Verdict.Admitted) verdict;
        room.callbackTokens().put(admitted.nodeId(), who.callbackToken());
        Session session = doorkeeper.open(admitted.nodeId(), who.bootNonce());
        return new IdentifyAnswer.Confirmed(
                admitted.nodeId(),
                admitted.added(),
                room.store().incarnation(),
                session.token(),
                room.config().heartbeat_seconds(),
                room.config().job_lease_seconds(),
                room.config().margin_seconds());
    }

    private static <T> CompletionStage<T> refused(Refusal refusal, String reason) {
        return CompletableFuture.failedFuture(new RefusedException(refusal, reason, ""));
    }
}
