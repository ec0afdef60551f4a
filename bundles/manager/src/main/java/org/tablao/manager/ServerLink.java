package org.tablao.manager;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.handshake.Handshake;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.manager.ManagerGate;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.Store;

/** The manager's side towards its server: joins for as long as it takes, and keeps three things going while it is joined. */
@Component(
        service = {},
        immediate = true)
public final class ServerLink {
    private static final Logger LOG = LoggerFactory.getLogger(ServerLink.class);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** What the link is made of in a framework. */
    @Component(service = Parts.class)
    public static final class Parts {
        final Store store;
        final ServerToken token;
        final NodeInfo node;

        @Activate
        public Parts(@Reference Store store, @Reference ServerToken token, @Reference NodeInfo node) {
            this.store = store;
            this.token = token;
            this.node = node;
        }
    }

    private final StateLoop loop;
    private final LiveServer server;
    private final Handshake handshake;
    private final Parts parts;
    private final LinkThread thread = new LinkThread();
    private final Backoff backoff = new Backoff();
    private final OrderPoll orders;
    private final EventPump events;
    private final Pulse pulse;
    private volatile Optional<Contact> contact = Optional.empty();
    private String lastProblem = "";

    @Activate
    public ServerLink(
            @Reference StateLoop loop,
            @Reference LiveServer server,
            @Reference Handshake handshake,
            @Reference Parts parts) {
        this.loop = loop;
        this.server = server;
        this.handshake = handshake;
        this.parts = parts;
        this.orders = new OrderPoll(loop, thread, new Plans(parts.store), this, parts.node.name());
        this.events = new EventPump(loop, thread, this);
        this.pulse = new Pulse(loop, thread, this);
        loop.outgoing().onNew(() -> thread.run(events::pump));
        thread.run(this::join);
    }

    /** Says farewell, if the server answers quickly. */
    @Deactivate
    void close() {
        loop.outgoing().onNew(() -> {});
        Optional<Contact> last = contact;
        thread.end();
        last.ifPresent(joined -> {
            try {
                joined.gate().leave(joined.session()).toCompletableFuture().get(2, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("the server did not hear the manager's farewell: {}", e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The session now, if there is one and its server is still there. On the link's thread. */
    Optional<Contact> contact() {
        if (contact.isPresent() && !server.has(contact.get().gate())) {
            lose("the server's service has gone");
        }
        return contact;
    }

    /**
     * A call of a session failed: joins again where the session is not good any more.
     *
     * @return whether the session still holds, so that the call may be tried again
     */
    boolean stillHolds(Contact failed, Throwable problem) {
        if (contact.filter(failed::equals).isEmpty()) {
            return false;
        }
        Optional<Refusal> refusal = refusalOf(problem);
        if (refusal.filter(why -> why == Refusal.UNAUTHENTICATED || why == Refusal.SUPERSEDED)
                .isPresent()) {
            lose(text(problem));
            return false;
        }
        return contact().isPresent();
    }

    private void lose(String why) {
        LOG.info("the manager joins its server again: {}", why);
        contact = Optional.empty();
        thread.later(backoff.next(), this::join);
    }

    private void join() {
        if (contact.isPresent()) {
            return;
        }
        Optional<ManagerGate> gate = server.current();
        if (gate.isEmpty()) {
            again("there is no server to call");
            return;
        }
        thread.await(
                handshake.join("manager", parts.store.storeId(), parts.token.value(), gate.get()::identify),
                ANSWER,
                (confirmed, problem) -> joined(gate.get(), confirmed, problem));
    }

    private void joined(ManagerGate gate, IdentifyAnswer.Confirmed confirmed, Throwable problem) {
        if (problem != null) {
            again(text(problem));
            return;
        }
        Contact now = new Contact(
                gate,
                new Session(confirmed.nodeId(), confirmed.sessionToken()),
                confirmed.heartbeatSeconds(),
                confirmed.leaseSeconds(),
                confirmed.marginSeconds());
        Optional<String> unfit = now.problem(loop.terms());
        if (unfit.isPresent()) {
            if (!unfit.get().equals(lastProblem)) {
                LOG.error("the manager takes no jobs of this server: {}", unfit.get());
            }
            lastProblem = unfit.get();
            thread.later(backoff.next(), this::join);
            return;
        }
        backoff.reset();
        lastProblem = "";
        contact = Optional.of(now);
        thread.await(
                loop.step((state, step) -> {
                    state.named(step, confirmed.nodeId());
                    if (!state.isLeasedBy(confirmed.incarnation())) {
                        LOG.warn(
                                "the server's store was restored from a backup: all jobs are given up and leased anew");
                        state.beginAnew(step, 0);
                    }
                    return true;
                }),
                ANSWER,
                (done, fault) -> {
                    orders.start(now);
                    events.pump();
                    pulse.start(now);
                });
    }

    private void again(String problem) {
        if (!problem.equals(lastProblem)) {
            LOG.info("the manager is not joined to a server yet and tries again: {}", problem);
            lastProblem = problem;
        }
        thread.later(backoff.next(), this::join);
    }

    static Optional<Refusal> refusalOf(Throwable problem) {
        return causeOf(problem) instanceof RefusedException refused ? Optional.of(refused.refusal()) : Optional.empty();
    }

    static String text(Throwable problem) {
        Throwable cause = causeOf(problem);
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static Throwable causeOf(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }
}
