package org.tablao.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.tablao.nodeapi.link.ManagerCalls;
import org.tablao.nodeapi.manager.ManagerQuestions;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.ManagerRow;

/** Asks managers what only they know: in this framework, or by a call to the manager's node. */
@Component(service = ManagerLine.class)
public final class ManagerLine {
    private final ServerRoom room;
    private final AtomicReference<ManagerQuestions> local = new AtomicReference<>();
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
        local.set(arrived);
    }

    void removeManagerQuestions(ManagerQuestions gone) {
        local.compareAndSet(gone, null);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addManagerCalls(ManagerCalls arrived) {
        calls.set(arrived);
    }

    void removeManagerCalls(ManagerCalls gone) {
        calls.compareAndSet(gone, null);
    }

    /**
     * A manager of this framework writes to this server's store; no other can.
     *
     * @throws RefusedException UNAVAILABLE when it cannot be asked now
     */
    ManagerQuestions to(ManagerRow manager) {
        Optional<ManagerQuestions> found =
                manager.storeId().equals(room.store().storeId()) ? Optional.ofNullable(local.get()) : remote(manager);
        return found.orElseThrow(() -> new RefusedException(
                Refusal.UNAVAILABLE,
                "Manager " + manager.name() + " cannot be asked now.",
                "Try again when the manager has joined."));
    }

    private Optional<ManagerQuestions> remote(ManagerRow manager) {
        Optional<String> token =
                Optional.ofNullable(room.callbackTokens().get(manager.id())).filter(text -> !text.isEmpty());
        return Optional.ofNullable(calls.get())
                .flatMap(there -> token.map(secret -> there.questions(manager.url(), secret)));
    }
}
