package org.tablao.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.tablao.nodeapi.link.ManagerCalls;
import org.tablao.nodeapi.manager.AttemptLogs;
import org.tablao.nodeapi.manager.ManagerQuestions;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.ManagerRow;

/** Asks managers what only they know: in this framework, or by a call to the manager's node. */
@Component(service = ManagerLine.class)
public final class ManagerLine {
    private final ServerRoom room;
    private final AtomicReference<ManagerQuestions> questions = new AtomicReference<>();
    private final AtomicReference<AttemptLogs> logs = new AtomicReference<>();
    private final AtomicReference<ManagerCalls> calls = new AtomicReference<>();

    @Activate
    public ManagerLine(@Reference ServerRoom room) {
        this.room = room;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(!(service.imported=*))")
    void addManagerQuestions(ManagerQuestions arrived) {
        questions.set(arrived);
    }

    void removeManagerQuestions(ManagerQuestions gone) {
        questions.compareAndSet(gone, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(!(service.imported=*))")
    void addAttemptLogs(AttemptLogs arrived) {
        logs.set(arrived);
    }

    void removeAttemptLogs(AttemptLogs gone) {
        logs.compareAndSet(gone, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addManagerCalls(ManagerCalls arrived) {
        calls.set(arrived);
    }

    void removeManagerCalls(ManagerCalls gone) {
        calls.compareAndSet(gone, null);
    }

    /** @throws RefusedException UNAVAILABLE when it cannot be asked now */
    ManagerQuestions questions(ManagerRow manager) {
        return reach(manager, questions, ManagerCalls::questions);
    }

    /** @throws RefusedException UNAVAILABLE when it cannot be asked now */
    AttemptLogs logs(ManagerRow manager) {
        return reach(manager, logs, ManagerCalls::attemptLogs);
    }

    /** How a manager elsewhere is called: by its address, with the secret that it gave. */
    private interface Call<T> {
        T of(ManagerCalls calls, String url, String token);
    }

    /** A manager of this framework writes to this server's store; no other can. */
    private <T> T reach(ManagerRow manager, AtomicReference<T> local, Call<T> call) {
        Optional<T> found = manager.storeId().equals(room.store().storeId())
                ? Optional.ofNullable(local.get())
                : remote(manager, call);
        return found.orElseThrow(() -> new RefusedException(
                Refusal.UNAVAILABLE,
                "Manager " + manager.name() + " cannot be asked now.",
                "Try again when the manager has joined."));
    }

    private <T> Optional<T> remote(ManagerRow manager, Call<T> call) {
        Optional<String> token =
                Optional.ofNullable(room.callbackTokens().get(manager.id())).filter(text -> !text.isEmpty());
        return Optional.ofNullable(calls.get())
                .flatMap(there -> token.map(secret -> call.of(there, manager.url(), secret)));
    }
}
