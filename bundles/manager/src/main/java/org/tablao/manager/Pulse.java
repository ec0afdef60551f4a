package org.tablao.manager;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.manager.TaskProgress;

/** Tells the server that the manager is there, and how far tasks are: every second where that is new. On the link's thread. */
final class Pulse {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final StateLoop loop;
    private final LinkThread thread;
    private final ServerLink link;
    private long lastNanos;

    Pulse(StateLoop loop, LinkThread thread, ServerLink link) {
        this.loop = loop;
        this.thread = thread;
        this.link = link;
    }

    void start(Contact contact) {
        lastNanos = loop.nanos();
        thread.later(BEAT, () -> beat(contact));
    }

    private void beat(Contact contact) {
        if (link.contact().filter(contact::equals).isEmpty()) {
            return;
        }
        thread.await(loop.step((state, step) -> state.takeProgress()), ANSWER, (news, problem) -> {
            if (problem != null || (news.isEmpty() && !due(contact))) {
                thread.later(BEAT, () -> beat(contact));
            } else {
                tell(contact, news);
            }
        });
    }

    private boolean due(Contact contact) {
        return loop.nanos() - lastNanos >= contact.heartbeatSeconds() * 1e9;
    }

    private void tell(Contact contact, List<TaskProgress> news) {
        lastNanos = loop.nanos();
        long sentNanos = lastNanos;
        thread.await(contact.gate().heartbeat(contact.session(), news), ANSWER, (done, problem) -> {
            if (problem == null) {
                loop.step((state, step) -> {
                    state.answered(sentNanos, contact.leaseSeconds(), contact.marginSeconds());
                    return true;
                });
            }
            if (problem == null || link.stillHolds(contact, problem)) {
                if (problem != null) {
                    LOG.debug("the server does not hear this manager: {}", ServerLink.text(problem));
                }
                thread.later(BEAT, () -> beat(contact));
            }
        });
    }
}
