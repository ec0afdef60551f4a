package org.tablao.manager;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.WorkerKind;
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

    private final StateLoop loop;
    private final LinkThread thread;
    private final Plans plans;
    private final ServerLink link;
    private final String name;
    private final Backoff backoff = new Backoff();
    private static final Duration LOOK = Duration.ofSeconds(1);

    private Set<List<Capability>> told = Set.of();
    private int calls;
    private boolean waits;
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

    /** Workers came or went, or offer other things: the server is to know before this call's time is over. */
    private void look(Contact contact) {
        if (link.contact().filter(contact::equals).isEmpty()) {
            return;
        }
        thread.await(loop.step((state, step) -> state.availability()), SLACK, (now, problem) -> {
            if (problem == null && waits && !offered(now).equals(told)) {
                ask(contact);
            }
            thread.later(LOOK, () -> look(contact));
        });
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
        thread.await(loop.step((state, step) -> state.availability()), SLACK, (room, problem) -> {
            if (problem == null) {
                ask(contact, call, room);
            } else {
                failed(contact, call, problem);
            }
        });
    }

    private void ask(Contact contact, int call, ManagerAvailability room) {
        told = offered(room);
        waits = true;
        thread.await(contact.gate().available(contact.session(), room, WAIT), WAIT.plus(SLACK), (given, problem) -> {
            waits = waits && call != calls;
            if (problem == null) {
                follow(contact, call, given);
            } else {
                failed(contact, call, problem);
            }
        });
    }

    private void follow(Contact contact, int call, ManagerOrders orders) {
        CompletionStage<Boolean> wishes =
                orders.wishes().isEmpty() && orders.grants().isEmpty()
                        ? CompletableFuture.completedStage(true)
                        : loop.step((state, step) -> {
                            orders.grants().forEach(grant -> state.grant(step, grant));
                            orders.wishes().forEach(wish -> state.wish(step, wish));
                            return true;
                        });
        thread.await(wishes, SLACK, (done, problem) -> {
            if (problem == null) {
                take(contact, call, orders.jobs().iterator());
            } else {
                failed(contact, call, problem);
            }
        });
    }

    /** One job after the other; when all are taken, asks for more. */
    private void take(Contact contact, int call, Iterator<JobLease> jobs) {
        if (!jobs.hasNext()) {
            backoff.reset();
            if (call == calls) {
                ask(contact);
            }
            return;
        }
        JobLease lease = jobs.next();
        CompletionStage<Boolean> taken = plans.of(lease, contact)
                .thenCompose(plan -> loop.step((state, step) -> {
                    if (state.holds(lease)) {
                        return false;
                    }
                    state.leaseJob(step, lease, plan.plan(), plan.before());
                    plan.fresh().forEach(step.turn()::insert);
                    return true;
                }));
        thread.await(taken, SLACK, (fresh, problem) -> {
            if (problem != null) {
                LOG.warn("job {} cannot be taken: {}", lease.jobId(), ServerLink.text(problem));
                failed(contact, call, problem);
                return;
            }
            if (fresh && firstJob) {
                firstJob = false;
                STEPS.info("handshake 6/6 manager {} got job {}", name, lease.jobId());
            }
            take(contact, call, jobs);
        });
    }

    private void failed(Contact contact, int call, Throwable problem) {
        if (link.stillHolds(contact, problem) && call == calls) {
            LOG.debug("no orders: {}", ServerLink.text(problem));
            thread.later(backoff.next(), () -> ask(contact));
        }
    }
}
