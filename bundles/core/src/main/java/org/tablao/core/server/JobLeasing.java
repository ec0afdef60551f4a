package org.tablao.core.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tablao.core.owner.Turn;
import org.tablao.core.state.ManagerStatus;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.manager.WorkerWish;
import org.tablao.nodeapi.store.WorkerWishRow;

/** Decides which manager gets which job, and tells managers what users wish. */
final class JobLeasing {
    private final LeaseWriter writer;
    private final JobBook jobs;
    private final ManagerBook managers;
    private final LeaseGates gates;
    private final TakeBack takeBack;
    private final ServerWatcher watcher;
    private final HeldBack heldBack = new HeldBack();

    JobLeasing(LeaseWriter writer, JobBook jobs, ManagerBook managers, TakeBack takeBack, ServerWatcher watcher) {
        this.writer = writer;
        this.jobs = jobs;
        this.managers = managers;
        this.takeBack = takeBack;
        this.watcher = watcher;
        this.gates = new LeaseGates(jobs, managers);
    }

    LeaseGates gates() {
        return gates;
    }

    /** A job that no manager has: it may be leased now, or when what it waits for has come. */
    void offer(JobEntry job, long nowMillis) {
        if (job.row().wanted().equals("pause")) {
            return;
        }
        Optional<String> other = gates.waitsForJob(job);
        if (other.isPresent()) {
            heldBack.untilJob(other.get(), job);
        } else if (job.startAfterMillis() > nowMillis) {
            heldBack.untilTime(job.startAfterMillis(), job);
        } else {
            jobs.offer(job);
        }
    }

    /** Jobs were completed, or time went on: what waited for that may be leased. */
    void tick(Turn turn, long nowMillis) {
        List<JobEntry> free = new ArrayList<>(heldBack.due(nowMillis));
        jobs.takeCompleted().forEach(id -> free.addAll(heldBack.release(id)));
        free.stream().filter(job -> !job.ended() && !job.isLeased()).forEach(job -> offer(job, nowMillis));
        if (!free.isEmpty()) {
            match(turn, nowMillis);
        }
    }

    /** A manager waits for orders: it gets what it should have and does not hold, else what fits it now. */
    void available(Turn turn, ManagerEntry manager, ManagerAvailability availability, long nowMillis) {
        Map<String, HeldJob> held =
                availability.held().stream().collect(Collectors.toMap(HeldJob::jobId, job -> job, (a, b) -> b));
        jobs.settle(manager.id(), held.keySet());
        managers.change(turn, manager, ManagerStatus.AVAILABLE);
        manager.offers(availability);
        manager.waits(true);
        boolean first = manager.tellsFirst();
        List<JobLease> again = new ArrayList<>();
        List<Wish> news = new ArrayList<>();
        for (JobEntry job : jobs.leasedTo(manager.id())) {
            HeldJob known = held.get(job.id());
            if (known == null || known.epoch() != job.row().epoch()) {
                again.add(again(turn, manager, job, Optional.ofNullable(known), first, nowMillis));
            } else if (known.revision() < job.row().wishRevision()) {
                news.add(writer.wish(job));
            }
        }
        List<WorkerWish> ofWorkers = writer.workerWishes(manager.id(), availability.known());
        List<HeldJob> released = availability.held().stream()
                .filter(job -> isReleased(manager, job))
                .toList();
        List<LimitGrant> grants = writer.grants(manager);
        ManagerOrders orders = new ManagerOrders(again, news, ofWorkers, grants, released);
        if (orders.hasNothing()) {
            match(turn, nowMillis);
        } else {
            order(turn, manager, orders);
        }
    }

    /**
     * The manager should have this job and does not. Where it told of it before, it lost its memory, or the server did: then what
     * it may still have of it is to be refused.
     */
    private JobLease again(
            Turn turn, ManagerEntry manager, JobEntry job, Optional<HeldJob> known, boolean first, long nowMillis) {
        long otherEpoch = known.map(HeldJob::epoch).orElse(0L);
        boolean begun = job.live().orElseThrow().wasBegunIn(job.row().epoch());
        if (otherEpoch > job.row().epoch() || (known.isEmpty() && begun && first)) {
            takeBack.take(turn, job, nowMillis);
            job.outgrow(otherEpoch);
            jobs.lease(job, manager.id());
            turn.update(job.row());
        }
        return writer.lease(job);
    }

    /** Of its own jobs those that have ended are told apart: it forgets them when their end is acknowledged. */
    private boolean isReleased(ManagerEntry manager, HeldJob held) {
        Optional<JobEntry> job = jobs.find(held.jobId());
        boolean own = job.filter(entry -> entry.row().managerId().equals(manager.id()))
                .isPresent();
        return !own || (job.get().ended() && held.epoch() < job.get().row().epoch());
    }

    /** Leases jobs to managers that wait, the most urgent first. */
    void match(Turn turn, long nowMillis) {
        if (jobs.unleased().isEmpty() || managers.all().stream().noneMatch(ManagerEntry::waiting)) {
            return;
        }
        Map<ManagerEntry, Long> tasksLeft = tasksLeft();
        Map<ManagerEntry, List<JobLease>> leases = new LinkedHashMap<>();
        for (JobEntry job : jobs.unleased()) {
            if (!gates.mayBeLeased(job, nowMillis)) {
                continue;
            }
            gates.choose(job, tasksLeft).ifPresent(manager -> {
                jobs.lease(job, manager.id());
                manager.take(job.tasksLeft());
                tasksLeft.merge(manager, job.tasksLeft(), Long::sum);
                turn.update(job.row());
                watcher.job(turn, job, true);
                leases.computeIfAbsent(manager, chosen -> new ArrayList<>()).add(writer.lease(job));
            });
        }
        leases.forEach((manager, given) -> order(turn, manager, new ManagerOrders(given, List.of())));
    }

    private Map<ManagerEntry, Long> tasksLeft() {
        Map<ManagerEntry, Long> left = new HashMap<>();
        for (JobEntry job : jobs.active()) {
            managers.find(job.row().managerId()).ifPresent(manager -> left.merge(manager, job.tasksLeft(), Long::sum));
        }
        return left;
    }

    /** Tells managers that wait what they were granted; the others ask soon. */
    void granted(Turn turn, Collection<String> managerIds) {
        for (String id : managerIds) {
            managers.find(id)
                    .filter(ManagerEntry::waiting)
                    .ifPresent(manager -> order(
                            turn,
                            manager,
                            new ManagerOrders(List.of(), List.of(), List.of(), writer.grants(manager), List.of())));
        }
    }

    /** Tells a job's manager what is wanted now, if it waits; else it asks soon. */
    void wishChanged(Turn turn, JobEntry job) {
        managers.find(job.row().managerId())
                .filter(ManagerEntry::waiting)
                .ifPresent(manager -> order(turn, manager, new ManagerOrders(List.of(), List.of(writer.wish(job)))));
    }

    /** The same for a worker. */
    void wishChanged(Turn turn, String managerId, WorkerWishRow wish) {
        managers.find(managerId)
                .filter(ManagerEntry::waiting)
                .ifPresent(manager -> order(
                        turn,
                        manager,
                        new ManagerOrders(List.of(), List.of(), List.of(WishBook.wish(wish)), List.of(), List.of())));
    }

    private void order(Turn turn, ManagerEntry manager, ManagerOrders orders) {
        manager.waits(false);
        watcher.orders(turn, manager, orders);
    }
}
