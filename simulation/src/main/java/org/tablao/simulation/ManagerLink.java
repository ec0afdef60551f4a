package org.tablao.simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.manager.TaskProgress;
import org.tablao.nodeapi.node.Refusal;

/** A manager's side towards its server: joins as long as it takes, and keeps three things going while it is joined. */
final class ManagerLink {
    static final double ANSWER = 15;

    final SimulatedManager manager;
    private final EventPump events;
    private final OrderPoll orders;
    private Optional<ServerGate.Welcome> contact = Optional.empty();
    private double pause = 0.2;

    ManagerLink(SimulatedManager manager) {
        this.manager = manager;
        this.events = new EventPump(this);
        this.orders = new OrderPoll(this);
    }

    void start() {
        contact = Optional.empty();
        events.start();
        join();
    }

    EventPump events() {
        return events;
    }

    ServerGate gate() {
        return manager.farm.server.gate();
    }

    <A> void call(double seconds, Consumer<Consumer<Answer<A>>> request, Consumer<Answer<A>> then) {
        manager.farm.network.call(manager, manager.farm.server, seconds, request, then);
    }

    Optional<ServerGate.Welcome> contact() {
        return contact;
    }

    boolean is(ServerGate.Welcome now) {
        return contact.filter(now::equals).isPresent();
    }

    /** A call failed; answers whether the session still holds. */
    boolean holds(ServerGate.Welcome failed, Answer<?> answer) {
        if (!is(failed)) {
            return false;
        }
        if (answer.isRefusedAs(Refusal.UNAUTHENTICATED) || answer.isRefusedAs(Refusal.SUPERSEDED)) {
            contact = Optional.empty();
            again(this::join);
            return false;
        }
        return true;
    }

    void again(Runnable work) {
        manager.later(pause, work);
        pause = Math.min(5, pause * 2);
    }

    void went() {
        pause = 0.2;
    }

    private void join() {
        String bootNonce = manager.name + "-boot-" + manager.boot();
        this.<ServerGate.Welcome>call(
                ANSWER,
                reply -> gate().identify(manager.name, bootNonce, manager.store.storeId, reply),
                answer -> answer.value().ifPresentOrElse(this::joined, () -> again(this::join)));
    }

    private void joined(ServerGate.Welcome now) {
        contact = Optional.of(now);
        went();
        manager.step(
                (state, step) -> {
                    state.named(step, now.pass().nodeId());
                    if (!state.isLeasedBy(now.incarnation())) {
                        state.beginAnew(step, 0);
                    }
                    return true;
                },
                done -> {
                    orders.start(now);
                    events.pump();
                    beat(now);
                });
    }

    private void beat(ServerGate.Welcome now) {
        if (!is(now)) {
            return;
        }
        manager.step(
                (state, step) -> state.takeProgress(),
                news -> tell(now, news.value().orElse(List.of())));
    }

    private void tell(ServerGate.Welcome now, List<TaskProgress> news) {
        long sentNanos = manager.nanos();
        this.<Boolean>call(ANSWER, reply -> gate().heartbeat(now.pass(), news, reply), answer -> {
            if (answer.isDone()) {
                manager.step(
                        (state, step) -> {
                            state.answered(sentNanos, now.leaseSeconds(), now.marginSeconds());
                            return true;
                        },
                        done -> {});
            }
            if (answer.isDone() || holds(now, answer)) {
                manager.later(5.0, () -> beat(now));
            }
        });
    }

    /** The state was loaded: these events are durable, and not acknowledged. */
    void reset(List<ManagerEvent> stored) {
        events.reset(stored);
    }

    boolean isQuiet() {
        return events.isQuiet();
    }

    @Override
    public String toString() {
        return "a link with " + contact + " and " + events;
    }
}
