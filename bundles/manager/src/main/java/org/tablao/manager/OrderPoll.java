package org.tablao.manager;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.core.manager.ManagerState;
import org.tablao.core.manager.Step;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.WorkerKind;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.worker.Capability;

/**
 * Asks the server for jobs and wishes, one call at a time; asks anew where its workers offer something else than when it asked. On
 * the link's thread.
 */
final class OrderPoll {
    private static final Logger LOG = LoggerFactory.getLogger(OrderPoll.class);
    private static final Logger STEPS = LoggerFactory.getLogger("org.tablao.handshake");
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration SLACK = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final StateLoop loop;
    private final LinkThread thread;
    private final Plans plans;
    private final ServerLink link;
    private final String name;
    private final Backoff backoff = new Backoff();
    /** A call: its number, when it was sent and with what. */
    private record Asked(int call, long sentNanos, ManagerAvailability room, boolean leaseOver) {}

    private Set<List<Capability>> told = Set.of();
    private int calls;
    private boolean waits;
    private boolean toldOver;
    private boolean firstCall;
    private boolean firstJob;

    OrderPoll(StateLoop loop, LinkThread thread, Plans plans, ServerLink link, String name) {
        this.loop = loop;
        this.thread = thread;
        this.plans = plans;
        this.link = link;
        this.name = name;
    }

    void start(Contact contact) {
        firstCall = true;
        firstJob = true;
        ask(contact);
        thread.later(LOOK, () -> look(contact));
    }

    private record Look(ManagerAvailability room, boolean leaseOver) {}

    /**
     * Workers came or went, or offer other things: the server is to know before this call's time is over. The same where the state was
     * loaded anew, and nothing may begin before there are orders.
     */
    private void look(Contact contact) {
        if (link.contact().filter(contact::equals).isEmpty()) {
            return;
        }
        thread.await(
                loop.step((state, step) -> new Look(state.availability(), state.isLeaseOver(loop.nanos()))),
                SLACK,
                (now, problem) -> {
                    if (problem == null && waits && isNews(now)) {
                        ask(contact);
                    }
                    thread.later(LOOK, () -> look(contact));
                });
    }

    private boolean isNews(Look now) {
        return !offered(now.room()).equals(told) || (now.leaseOver() && !toldOver);
    }

    private static Set<List<Capability>> offered(ManagerAvailability availability) {
        return availability.kinds().stream().map(WorkerKind::capabilities).collect(Collectors.toSet());
    }

    private void ask(Contact contact) {
        if (link.contact().filter(contact::equals).isEmpty()) {
            return;
        }
        if (firstCall) {
            firstCall = false;
            STEPS.info("handshake 5/6 manager {} is available", name);
        }
        int call = ++calls;
        waits = false;
        thread.await(
                loop.step((state, step) ->
                        new Asked(call, loop.nanos(), state.availability(), state.isLeaseOver(loop.nanos()))),
                SLACK,
                (asked, problem) -> {
                    if (problem == null) {
                        ask(contact, asked);
                    } else {
                        failed(contact, call, problem);
                    }
                });
    }

    /** Whose lease is over does nothing before it knows what it still has: that does not wait for news. */
    private void ask(Contact contact, Asked asked) {
        told = offered(asked.room());
        toldOver = asked.leaseOver();
        waits = true;
        Duration wait = asked.leaseOver() ? Duration.ZERO : WAIT;
        thread.await(
                contact.gate().available(contact.session(), asked.room(), wait), WAIT.plus(SLACK), (given, problem) -> {
                    waits = waits && asked.call() != calls;
                    if (problem == null) {
                        follow(contact, asked, given);
                    } else {
                        failed(contact, asked.call(), problem);
                    }
                });
    }

    private void follow(Contact contact, Asked asked, ManagerOrders orders) {
        CompletionStage<Long> followed = loop.step((state, step) -> {
            orders.released().forEach(job -> state.release(step, job));
            orders.grants().forEach(grant -> state.grant(step, grant));
            orders.workers().forEach(wish -> state.wish(step, wish));
            orders.wishes().forEach(wish -> state.wish(step, wish));
            return state.givenUp();
        });
        thread.await(followed, SLACK, (givenUp, problem) -> {
            if (problem == null) {
                orders.released().forEach(job -> LOG.info("job {} is not this manager's any more", job.jobId()));
                take(contact, asked, givenUp, orders.jobs().iterator());
            } else {
                failed(contact, asked.call(), problem);
            }
        });
    }

    /** Whether the job is new here, and the mark of {@link ManagerState#givenUp} after it was taken. */
    private record Taken(boolean fresh, long givenUp) {}

    /** One job after the other; when all are taken, asks for more. */
    private void take(Contact contact, Asked asked, long givenUp, Iterator<JobLease> jobs) {
        if (!jobs.hasNext()) {
            backoff.reset();
            thread.await(loop.step((state, step) -> ordered(contact, asked, state, step)), SLACK, (done, problem) -> {
                if (problem != null) {
                    failed(contact, asked.call(), problem);
                } else if (asked.call() == calls) {
                    ask(contact);
                }
            });
            return;
        }
        JobLease lease = jobs.next();
        CompletionStage<Taken> taken = plans.of(lease, contact)
                .thenCompose(plan -> loop.step((state, step) -> {
                    if (state.holds(lease)) {
                        return new Taken(false, givenUp);
                    }
                    if (state.givenUp() != givenUp) {
                        throw new RefusedException(
                                Refusal.UNAVAILABLE, "Jobs were given up meanwhile.", "It is asked for again.");
                    }
                    state.leaseJob(step, lease, plan.plan(), plan.before());
                    plan.fresh().forEach(row -> {
                        // An earlier lease of the job may have brought it while this one was under way.
                        step.turn().delete(row);
                        step.turn().insert(row);
                    });
                    return new Taken(true, state.givenUp());
                }));
        thread.await(taken, SLACK, (now, problem) -> {
            if (problem != null) {
                LOG.warn("job {} cannot be taken: {}", lease.jobId(), ServerLink.text(problem));
                failed(contact, asked.call(), problem);
                return;
            }
            if (now.fresh() && firstJob) {
                firstJob = false;
                STEPS.info("handshake 6/6 manager {} got job {}", name, lease.jobId());
            }
            take(contact, asked, now.givenUp(), jobs);
        });
    }

    private boolean ordered(Contact contact, Asked asked, ManagerState state, Step step) {
        boolean wasOver = state.isLeaseOver(loop.nanos());
        state.ordered(step, asked.sentNanos(), contact.leaseSeconds(), contact.marginSeconds());
        if (wasOver && !state.isLeaseOver(loop.nanos())) {
            LOG.info("the server is back: this manager goes on with the jobs that it still has");
        }
        return true;
    }

    private void failed(Contact contact, int call, Throwable problem) {
        if (link.stillHolds(contact, problem) && call == calls) {
            LOG.debug("no orders: {}", ServerLink.text(problem));
            thread.later(backoff.next(), () -> ask(contact));
        }
    }
}
