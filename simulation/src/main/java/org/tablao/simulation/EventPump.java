package org.tablao.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.tablao.nodeapi.manager.ManagerEvent;

/** Sends a manager's durable events in their order, again until the server has them; one call at a time. */
final class EventPump {
    private static final int MOST = 200;

    private final ManagerLink link;
    private final Deque<ManagerEvent> outgoing = new ArrayDeque<>();
    private long last;
    private boolean underWay;

    EventPump(ManagerLink link) {
        this.link = link;
    }

    void start() {
        underWay = false;
    }

    void reset(List<ManagerEvent> stored) {
        outgoing.clear();
        outgoing.addAll(stored);
        last = stored.isEmpty() ? 0 : stored.get(stored.size() - 1).sequence();
        pump();
    }

    void add(ManagerEvent event) {
        if (outgoing.isEmpty() || event.sequence() > outgoing.peekLast().sequence()) {
            if (event.restart()) {
                outgoing.clear();
            }
            outgoing.add(event);
            last = event.sequence();
            pump();
        }
    }

    boolean isQuiet() {
        return outgoing.isEmpty();
    }

    void pump() {
        if (underWay || outgoing.isEmpty() || link.contact().isEmpty()) {
            return;
        }
        underWay = true;
        ServerGate.Welcome now = link.contact().get();
        List<ManagerEvent> batch = outgoing.stream().limit(MOST).toList();
        link.<Long>call(ManagerLink.ANSWER, reply -> link.gate().events(now.pass(), batch, reply), answer -> {
            underWay = false;
            if (answer.isDone() && fits(answer.get(), batch)) {
                acknowledged(answer.get());
            } else if (answer.isDone()) {
                beginAnew(answer.get());
            } else {
                // Also where the session has ended: another one may have begun while this call was under way.
                link.holds(now, answer);
                link.again(this::pump);
            }
        });
    }

    /** Each has what the other remembers. */
    private boolean fits(long serverHas, List<ManagerEvent> batch) {
        return serverHas >= batch.get(0).sequence() - 1 && serverHas <= last;
    }

    private void beginAnew(long serverHas) {
        underWay = true;
        link.manager.step(
                (state, step) -> {
                    state.beginAnew(step, serverHas);
                    return true;
                },
                done -> {
                    underWay = false;
                    link.again(this::pump);
                });
    }

    private void acknowledged(long serverHas) {
        long upTo = link.manager.farm.has(Bug.OUTBOX_FORGOTTEN) ? serverHas + 1 : serverHas;
        link.went();
        while (!outgoing.isEmpty() && outgoing.peekFirst().sequence() <= upTo) {
            outgoing.removeFirst();
        }
        link.manager.step(
                (state, step) -> {
                    state.acknowledged(step, upTo);
                    return true;
                },
                done -> {});
        pump();
    }

    @Override
    public String toString() {
        return outgoing.size() + " events up to " + last + (underWay ? ", sending" : "");
    }
}
