package org.tablao.server;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.tablao.core.ids.AttemptId;
import org.tablao.nodeapi.farm.TaskLogs;
import org.tablao.nodeapi.link.ManagerCalls;
import org.tablao.nodeapi.manager.AttemptLogs;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.ManagerRow;

/** Reads a log where its manager keeps it: in this framework, or by a call to the manager's node. */
@Component
public final class FarmLogs implements TaskLogs {
    private final ServerRoom room;
    private final AtomicReference<AttemptLogs> local = new AtomicReference<>();
    private final AtomicReference<ManagerCalls> calls = new AtomicReference<>();

    @Activate
    public FarmLogs(@Reference ServerRoom room) {
        this.room = room;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(!(service.imported=*))")
    void addAttemptLogs(AttemptLogs arrived) {
        local.set(arrived);
    }

    void removeAttemptLogs(AttemptLogs gone) {
        local.compareAndSet(gone, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addManagerCalls(ManagerCalls arrived) {
        calls.set(arrived);
    }

    void removeManagerCalls(ManagerCalls gone) {
        calls.compareAndSet(gone, null);
    }

    @Override
    public CompletionStage<AttemptLogs.LogPiece> read(String attemptId, long offset, int most) {
        return Answers.of(() -> {
            AttemptId id = Answers.id("attempt", attemptId, AttemptId::parse);
            return room.call((state, turn) -> state.jobs()
                            .find(id.jobId())
                            .flatMap(job -> state.managers().find(job.row().managerId()))
                            .orElseThrow(() -> Answers.notFound("log of attempt", attemptId))
                            .row())
                    .thenCompose(manager -> logs(manager).read(attemptId, offset, most));
        });
    }

    /** A manager of this framework writes to this server's store; no other can. */
    private AttemptLogs logs(ManagerRow manager) {
        Optional<AttemptLogs> found =
                manager.storeId().equals(room.store().storeId()) ? Optional.ofNullable(local.get()) : remote(manager);
        return found.orElseThrow(() -> new RefusedException(
                Refusal.UNAVAILABLE,
                "The log is kept by manager " + manager.name() + ", which cannot be asked now.",
                "Try again when the manager has joined."));
    }

    private Optional<AttemptLogs> remote(ManagerRow manager) {
        Optional<String> token =
                Optional.ofNullable(room.callbackTokens().get(manager.id())).filter(text -> !text.isEmpty());
        return Optional.ofNullable(calls.get())
                .flatMap(there -> token.map(secret -> there.attemptLogs(manager.url(), secret)));
    }
}
