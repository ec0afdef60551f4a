package org.tablao.manager;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.manager.ManagerEvent;
import org.tablao.nodeapi.node.Refusal;

/** Sends events in their order, again until the server has them; one call at a time. On the link's thread. */
final class EventPump {
    private static final Logger LOG = LoggerFactory.getLogger(EventPump.class);
    private static final int MOST = 200;
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final StateLoop loop;
    private final LinkThread thread;
    private final ServerLink link;
    private final Backoff backoff = new Backoff();
    private boolean underWay;
    private String lastProblem = "";

    EventPump(StateLoop loop, LinkThread thread, ServerLink link) {
        this.loop = loop;
        this.thread = thread;
        this.link = link;
    }

    void pump() {
        Optional<Contact> contact = underWay ? Optional.empty() : link.contact();
        List<ManagerEvent> batch = loop.outgoing().first(MOST);
        if (contact.isEmpty() || batch.isEmpty()) {
            return;
        }
        underWay = true;
        Contact now = contact.get();
        thread.await(now.gate().events(now.session(), batch), ANSWER, (last, problem) -> {
            underWay = false;
            if (problem == null && fits(last, batch)) {
                acknowledged(last);
            } else if (problem == null) {
                beginAnew(last);
            } else {
                // Also where the session has ended: another one may have begun while this call was under way.
                link.stillHolds(now, problem);
                tellWhyTheyWait(problem);
                thread.later(backoff.next(), this::pump);
            }
        });
    }

    /** What is refused as it is, is refused again: an operator has to look. A server that is away is named elsewhere. */
    private void tellWhyTheyWait(Throwable problem) {
        String text = ServerLink.text(problem);
        boolean hopeless = ServerLink.refusalOf(problem)
                .filter(why -> why == Refusal.INVALID || why == Refusal.TOO_LARGE)
                .isPresent();
        if (hopeless && !text.equals(lastProblem)) {
            lastProblem = text;
            LOG.error("the server takes no events of this manager: {}", text);
        } else {
            LOG.debug("events wait: {}", text);
        }
    }

    /** Each has what the other remembers. */
    private boolean fits(long serverHas, List<ManagerEvent> batch) {
        return serverHas >= batch.get(0).sequence() - 1
                && serverHas <= loop.outgoing().last();
    }

    private void beginAnew(long serverHas) {
        LOG.warn(
                "the server has events up to {}, which are not those of this manager: one of their stores was restored from a"
                        + " backup; all jobs are given up and leased anew",
                serverHas);
        underWay = true;
        CompletionStage<Boolean> begun = loop.step((state, step) -> {
            state.beginAnew(step, serverHas);
            return true;
        });
        thread.await(begun, ANSWER, (done, problem) -> {
            underWay = false;
            thread.later(backoff.next(), this::pump);
        });
    }

    private void acknowledged(long upTo) {
        backoff.reset();
        lastProblem = "";
        loop.outgoing().acknowledged(upTo);
        loop.step((state, step) -> {
            state.acknowledged(step, upTo);
            return true;
        });
        pump();
    }
}
