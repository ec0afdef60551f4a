package org.tablao.core.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tablao.core.owner.Turn;
import org.tablao.core.state.ManagerStatus;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.ManagerAvailability.HeldJob;
import org.tablao.nodeapi.manager.ManagerOrders;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.store.JobRow;

/** Decides which manager gets which job, and tells managers what users wish. */
final class JobLeasing {
    private static final Comparator<ManagerEntry> ROOM = Comparator.comparingInt(ManagerEntry::freeSlots);

    private final ServerTerms terms;
    private final JobBook jobs;
    private final ProjectBook projects;
    private final ManagerBook managers;
    private final ServerWatcher watcher;

    JobLeasing(ServerTerms terms, JobBook jobs, ProjectBook projects, ManagerBook managers, ServerWatcher watcher) {
        this.terms = terms;
        this.jobs = jobs;
        this.projects = projects;
        this.managers = managers;
        this.watcher = watcher;
    }

    /** A manager waits for orders: it gets what it should have and does not hold, else what fits it now. */
    void available(Turn turn, ManagerEntry manager, ManagerAvailability availability) {
        Map<String, HeldJob> held =
                availability.held().stream().collect(Collectors.toMap(HeldJob::jobId, job -> job, (a, b) -> b));
        jobs.settle(manager.id(), held.keySet());
        managers.change(turn, manager, ManagerStatus.AVAILABLE);
        manager.offers(availability.workers(), availability.freeSlots());
        manager.waits(true);
        List<JobLease> again = new ArrayList<>();
        List<Wish> wishes = new ArrayList<>();
        for (JobEntry job : jobs.leasedTo(manager.id())) {
            HeldJob known = held.get(job.id());
            if (known == null || known.epoch() < job.row().epoch()) {
                again.add(lease(job));
            } else if (known.revision() < job.row().wishRevision()) {
                wishes.add(wish(job));
            }
        }
        if (again.isEmpty() && wishes.isEmpty()) {
            match(turn);
        } else {
            order(turn, manager, new ManagerOrders(again, wishes));
        }
    }

    /** Leases jobs to managers that wait, the most urgent first. */
    void match(Turn turn) {
        List<ManagerEntry> waiting =
                managers.all().stream().filter(ManagerEntry::waiting).toList();
        Map<ManagerEntry, List<JobLease>> leases = new LinkedHashMap<>();
        for (JobEntry job : waiting.isEmpty() ? List.<JobEntry>of() : jobs.unleased()) {
            choose(waiting, job).ifPresent(manager -> {
                jobs.lease(job, manager.id());
                manager.take(job.row().taskCount());
                turn.update(job.row());
                watcher.job(turn, job, true);
                leases.computeIfAbsent(manager, chosen -> new ArrayList<>()).add(lease(job));
            });
        }
        leases.forEach((manager, given) -> order(turn, manager, new ManagerOrders(given, List.of())));
    }

    /** Tells a job's manager what is wanted now, if it waits; else it asks soon. */
    void wishChanged(Turn turn, JobEntry job) {
        managers.find(job.row().managerId())
                .filter(ManagerEntry::waiting)
                .ifPresent(manager -> order(turn, manager, new ManagerOrders(List.of(), List.of(wish(job)))));
    }

    private Optional<ManagerEntry> choose(List<ManagerEntry> waiting, JobEntry job) {
        String wanted = job.details().manager();
        if (!wanted.isEmpty()) {
            return waiting.stream()
                    .filter(manager -> manager.row().name().equals(wanted))
                    .max(ROOM);
        }
        // A manager without workers may get its first one soon; but not while another has some.
        boolean anyWorkers = managers.all().stream()
                .anyMatch(manager -> manager.status() == ManagerStatus.AVAILABLE && manager.workers() > 0);
        return waiting.stream()
                .filter(manager -> manager.workers() > 0 || !anyWorkers)
                .max(ROOM);
    }

    private void order(Turn turn, ManagerEntry manager, ManagerOrders orders) {
        manager.waits(false);
        watcher.orders(turn, manager, orders);
    }

    private JobLease lease(JobEntry job) {
        JobRow row = job.row();
        return new JobLease(
                row.id(),
                terms.incarnation(),
                row.epoch(),
                row.planSha256(),
                terms.leaseSeconds(),
                row.name(),
                projects.projectName(row.projectId()),
                projects.shotName(row.shotId()),
                row.type(),
                row.priority(),
                row.submittedAtMillis(),
                wish(job));
    }

    private static Wish wish(JobEntry job) {
        JobRow row = job.row();
        return new Wish(row.id(), row.wishRevision(), row.wanted(), row.priority());
    }
}
