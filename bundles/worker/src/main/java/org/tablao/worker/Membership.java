package org.tablao.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.handshake.Handshake;
import org.tablao.nodeapi.handshake.IdentifyAnswer;
import org.tablao.nodeapi.handshake.Session;
import org.tablao.nodeapi.worker.WorkerGate;

/** Joins the manager, as often and as long as it takes. State belongs to the owner thread. */
final class Membership {
    /** A confirmed session. */
    record Joined(WorkerGate gate, Session session, IdentifyAnswer.Confirmed confirmed) {}

    /** Why nothing can be done under a manager's terms: every lease would be over before its first renewal. */
    private static Optional<String> problem(IdentifyAnswer.Confirmed terms) {
        return terms.leaseSeconds() > terms.marginSeconds() + terms.heartbeatSeconds()
                ? Optional.empty()
                : Optional.of(
                        "lease.seconds = " + terms.leaseSeconds() + " in etc/org.tablao.manager.cfg of the manager"
                                + " must be more than its margin.seconds = " + terms.marginSeconds()
                                + " and heartbeat.seconds = " + terms.heartbeatSeconds() + " together");
    }

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final Handshake handshake;
    private final GateHolder gates;
    private final WorkerThreads threads;
    private final Backoff backoff = new Backoff();
    private final List<Runnable> waiting = new ArrayList<>();
    private Runnable onJoin = () -> {};
    private Optional<Joined> joined = Optional.empty();
    private boolean joining;
    private boolean ended;
    private String lastProblem = "";

    Membership(Handshake handshake, GateHolder gates, WorkerThreads threads) {
        this.handshake = handshake;
        this.gates = gates;
        this.threads = threads;
    }

    /** @param joinedAnew called at each join, on the owner */
    void start(Runnable joinedAnew) {
        onJoin = joinedAnew;
        gates.listen(() -> threads.own(this::gatesChanged));
        threads.own(this::gatesChanged);
    }

    Optional<Joined> joined() {
        return joined;
    }

    /** Once, when there is a session; at once if there is one. */
    void whenJoined(Runnable work) {
        if (joined.isPresent()) {
            work.run();
        } else {
            waiting.add(work);
        }
    }

    /** The manager does not know this session any more. */
    void lost(Session session) {
        if (joined.filter(now -> now.session().equals(session)).isPresent()) {
            joined = Optional.empty();
            join();
        }
    }

    /** Joins no more. */
    void end() {
        ended = true;
        joined = Optional.empty();
    }

    private void gatesChanged() {
        Optional<WorkerGate> current = gates.current();
        if (joined.isPresent() && !joined.map(Joined::gate).equals(current)) {
            joined = Optional.empty();
        }
        if (joined.isEmpty()) {
            backoff.reset();
            join();
        }
    }

    private void join() {
        Optional<WorkerGate> gate = gates.current();
        if (joining || ended || gate.isEmpty()) {
            return;
        }
        joining = true;
        ask(gate.get())
                .whenComplete((confirmed, problem) -> threads.own(() -> answered(gate.get(), confirmed, problem)));
    }

    private CompletionStage<IdentifyAnswer.Confirmed> ask(WorkerGate gate) {
        try {
            return handshake.join("worker", "", "", gate::identify);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answered(WorkerGate gate, IdentifyAnswer.Confirmed confirmed, Throwable problem) {
        joining = false;
        if (ended) {
            return;
        }
        if (problem != null) {
            String text = Refusals.text(problem);
            if (!text.equals(lastProblem)) {
                LOG.warn("not joined yet, trying on: {}", text);
                lastProblem = text;
            }
            threads.later(backoff.next(), this::join);
        } else if (problem(confirmed).isPresent()) {
            String text = problem(confirmed).get();
            if (!text.equals(lastProblem)) {
                LOG.error("this worker takes no tasks of this manager: {}", text);
                lastProblem = text;
            }
            threads.later(backoff.next(), this::join);
        } else if (gates.current().filter(now -> now == gate).isEmpty()) {
            join();
        } else {
            backoff.reset();
            lastProblem = "";
            joined =
                    Optional.of(new Joined(gate, new Session(confirmed.nodeId(), confirmed.sessionToken()), confirmed));
            onJoin.run();
            List<Runnable> ready = List.copyOf(waiting);
            waiting.clear();
            ready.forEach(Runnable::run);
        }
    }
}
