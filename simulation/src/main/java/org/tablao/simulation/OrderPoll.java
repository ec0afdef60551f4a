package org.tablao.simulation;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.tablao.core.manager.EarlierTasks;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.WorkerKind;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.worker.Capability;

/** Asks the server for jobs and wishes, one call at a time; anew where the manager's workers offer something else meanwhile. */
final class OrderPoll {
    private static final double WAIT = 30;
    private static final double LOOK = 2;

    private record Asked(int call, long sentNanos, ManagerAvailability room, boolean leaseOver) {}

    /**
     * A plan, and what came of its tasks before.
     *
     * @param fresh whether its row is to be kept
     */
    private record Plan(BlobRow row, JobPlan plan, boolean fresh, EarlierTasks before) {}

    private final ManagerLink link;
    private Set<List<Capability>> told = Set.of();
    private boolean waits;
    private boolean toldOver;
    private int calls;

    OrderPoll(ManagerLink link) {
        this.link = link;
    }

    void start(ServerGate.Welcome now) {
        ask(now);
        look(now);
    }

    private void look(ServerGate.Welcome now) {
        if (!link.is(now)) {
            return;
        }
        link.manager.step(
                (state, step) -> new Look(state.availability(), state.isLeaseOver(link.manager.nanos())), seen -> {
                    if (waits && seen.isDone() && isNews(seen.get())) {
                        ask(now);
                    }
                    link.manager.later(LOOK, () -> look(now));
                });
    }

    private record Look(ManagerAvailability room, boolean leaseOver) {}

    private boolean isNews(Look now) {
        return !offered(now.room).equals(told) || (now.leaseOver && !toldOver);
    }

    private static Set<List<Capability>> offered(ManagerAvailability room) {
        return room.kinds().stream().map(WorkerKind::capabilities).collect(Collectors.toSet());
    }

    private void ask(ServerGate.Welcome now) {
        if (!link.is(now)) {
            return;
        }
        int call = ++calls;
        waits = false;
        link.manager.step(
                (state, step) -> new Asked(
                        call, link.manager.nanos(), state.availability(), state.isLeaseOver(link.manager.nanos())),
                asked -> {
                    if (asked.isDone()) {
                        ask(now, asked.get());
                    } else {
                        askAgain(now, call);
                    }
                });
    }

    private void ask(ServerGate.Welcome now, Asked asked) {
        told = offered(asked.room);
        toldOver = asked.leaseOver;
        waits = true;
        double wait = asked.leaseOver ? 0 : WAIT;
        link.<ManagerOrders>call(
                ManagerLink.ANSWER + WAIT,
                reply -> link.gate().available(now.pass(), asked.room, wait, reply),
                answer -> {
                    waits = waits && asked.call != calls;
                    if (answer.isDone()) {
                        follow(now, asked, answer.get());
                    } else if (link.holds(now, answer)) {
                        askAgain(now, asked.call);
                    }
                });
    }

    private void askAgain(ServerGate.Welcome now, int call) {
        if (call == calls) {
            link.again(() -> {
                if (call == calls) {
                    ask(now);
                }
            });
        }
    }

    private void follow(ServerGate.Welcome now, Asked asked, ManagerOrders orders) {
        link.manager.step(
                (state, step) -> {
                    orders.released().forEach(job -> state.release(step, job));
                    orders.grants().forEach(grant -> state.grant(step, grant));
                    orders.workers().forEach(wish -> state.wish(step, wish));
                    orders.wishes().forEach(wish -> state.wish(step, wish));
                    return state.givenUp();
                },
                done -> {
                    if (done.isDone()) {
                        take(now, asked, done.get(), orders.jobs().iterator());
                    } else {
                        askAgain(now, asked.call);
                    }
                });
    }

    /** One job after the other; when all are taken, asks for more. */
    private void take(ServerGate.Welcome now, Asked asked, long givenUp, Iterator<JobLease> jobs) {
        if (!jobs.hasNext()) {
            link.went();
            ordered(now, asked);
            return;
        }
        JobLease lease = jobs.next();
        plan(now, lease, answer -> {
            if (answer.isDone()) {
                earlier(now, lease, answer.get(), whole -> taken(now, asked, givenUp, jobs, lease, whole));
            } else if (link.holds(now, answer)) {
                askAgain(now, asked.call);
            }
        });
    }

    private void ordered(ServerGate.Welcome now, Asked asked) {
        link.manager.step(
                (state, step) -> {
                    state.ordered(step, asked.sentNanos, now.leaseSeconds(), now.marginSeconds());
                    return true;
                },
                done -> {
                    if (!done.isDone()) {
                        askAgain(now, asked.call);
                    } else if (asked.call == calls) {
                        ask(now);
                    }
                });
    }

    private void plan(ServerGate.Welcome now, JobLease lease, Consumer<Answer<Plan>> then) {
        Optional<BlobRow> stored = link.manager.store.find(BlobRow.class, lease.planSha256());
        if (stored.isPresent()) {
            then.accept(Answer.of(planOf(stored.get(), false)));
            return;
        }
        link.<BlobRow>call(
                ManagerLink.ANSWER,
                reply -> link.gate().blob(now.pass(), lease.planSha256(), reply),
                answer -> then.accept(new Answer<>(answer.value().map(row -> planOf(row, true)), answer.refusal())));
    }

    private Plan planOf(BlobRow row, boolean fresh) {
        return new Plan(row, link.manager.farm.registry.plan(row.bytes()), fresh, EarlierTasks.NONE);
    }

    private void earlier(ServerGate.Welcome now, JobLease lease, Plan plan, Consumer<Answer<Plan>> then) {
        List<TaskRow> own = link.manager.store.below(TaskRow.class, lease.jobId() + ".");
        if (lease.epoch() == 1 && own.isEmpty()) {
            then.accept(Answer.of(plan));
            return;
        }
        link.<List<TaskRow>>call(
                ManagerLink.ANSWER,
                reply -> link.gate().tasks(now.pass(), lease.jobId(), reply),
                answer -> then.accept(new Answer<>(
                        answer.value()
                                .map(rows -> new Plan(
                                        plan.row, plan.plan, plan.fresh, EarlierTasks.of(plan.plan, rows, own))),
                        answer.refusal())));
    }

    private void taken(
            ServerGate.Welcome now,
            Asked asked,
            long givenUp,
            Iterator<JobLease> jobs,
            JobLease lease,
            Answer<Plan> answer) {
        if (!answer.isDone()) {
            if (link.holds(now, answer)) {
                askAgain(now, asked.call);
            }
            return;
        }
        Plan plan = answer.get();
        link.manager.step(
                (state, step) -> {
                    if (!state.holds(lease)) {
                        if (state.givenUp() != givenUp) {
                            throw new RefusedException(Refusal.UNAVAILABLE, "Jobs were given up meanwhile.", "");
                        }
                        state.leaseJob(step, lease, plan.plan, plan.before);
                        if (plan.fresh) {
                            step.turn().delete(plan.row);
                            step.turn().insert(plan.row);
                        }
                    }
                    return state.givenUp();
                },
                done -> {
                    if (done.isDone()) {
                        take(now, asked, done.get(), jobs);
                    } else {
                        askAgain(now, asked.call);
                    }
                });
    }
}
