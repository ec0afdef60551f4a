package org.tablao.manager;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerOrders;

/** Asks the server for jobs and wishes, one call at a time. On the link's thread. */
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
    }

    private void ask(Contact contact) {
        if (link.contact().filter(contact::equals).isEmpty()) {
            return;
        }
        if (firstCall) {
            firstCall = false;
            STEPS.info("handshake 5/6 manager {} is available", name);
        }
        CompletionStage<ManagerOrders> orders = loop.step((state, step) -> state.availability())
                .thenCompose(room -> contact.gate().available(contact.session(), room, WAIT));
        thread.await(orders, WAIT.plus(SLACK), (given, problem) -> {
            if (problem == null) {
                follow(contact, given);
            } else {
                failed(contact, problem);
            }
        });
    }

    private void follow(Contact contact, ManagerOrders orders) {
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
                take(contact, orders.jobs().iterator());
            } else {
                failed(contact, problem);
            }
        });
    }

    /** One job after the other; when all are taken, asks for more. */
    private void take(Contact contact, Iterator<JobLease> jobs) {
        if (!jobs.hasNext()) {
            backoff.reset();
            ask(contact);
            return;
        }
        JobLease lease = jobs.next();
        CompletionStage<Boolean> taken = plans.of(lease, contact)
                .thenCompose(plan -> loop.step((state, step) -> {
                    if (state.holds(lease)) {
                        return false;
                    }
                    state.leaseJob(step, lease, plan.plan());
                    plan.fresh().forEach(step.turn()::insert);
                    return true;
                }));
        thread.await(taken, SLACK, (fresh, problem) -> {
            if (problem != null) {
                LOG.warn("job {} cannot be taken: {}", lease.jobId(), ServerLink.text(problem));
                failed(contact, problem);
                return;
            }
            if (fresh && firstJob) {
                firstJob = false;
                STEPS.info("handshake 6/6 manager {} got job {}", name, lease.jobId());
            }
            take(contact, jobs);
        });
    }

    private void failed(Contact contact, Throwable problem) {
        if (link.stillHolds(contact, problem)) {
            LOG.debug("no orders: {}", ServerLink.text(problem));
            thread.later(backoff.next(), () -> ask(contact));
        }
    }
}
