package org.tablao.manager;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.manager.ManagerEvent;

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
            if (problem == null && last >= batch.get(0).sequence()) {
                acknowledged(last);
            } else if (problem == null) {
                LOG.error(
                        "the server has events up to {} only, but those after it up to {} are not kept any more",
                        last,
                        batch.get(0).sequence());
                thread.later(backoff.next(), this::pump);
            } else if (link.stillHolds(now, problem)) {
                LOG.debug("events wait: {}", ServerLink.text(problem));
                thread.later(backoff.next(), this::pump);
            }
        });
    }

    private void acknowledged(long upTo) {
        backoff.reset();
        loop.outgoing().acknowledged(upTo);
        loop.step((state, step) -> {
            state.acknowledged(step, upTo);
            return true;
        });
        pump();
    }
}
