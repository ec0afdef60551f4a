package org.tablao.core.server;

import java.util.List;
import java.util.Optional;
import org.tablao.nodeapi.manager.JobLease;
import org.tablao.nodeapi.manager.LimitGrant;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.Wish;
import org.tablao.nodeapi.manager.WorkerWish;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.ProjectRow;

/** Writes out for a manager what it has to know of a job. */
final class LeaseWriter {
    private static final double UNBOUNDED = 100;

    private final ServerTerms terms;
    private final ProjectBook projects;
    private final WishBook wishes;
    private final LimitBook limits;

    LeaseWriter(ServerTerms terms, ProjectBook projects, WishBook wishes, LimitBook limits) {
        this.limits = limits;
        this.terms = terms;
        this.projects = projects;
        this.wishes = wishes;
    }

    JobLease lease(JobEntry job) {
        JobRow row = job.row();
        Wish wish = wish(job);
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
                wish,
                wish.guaranteed(),
                wish.burst());
    }

    /** What is wanted of a manager's workers that it does not know. */
    List<WorkerWish> workerWishes(String managerId, List<ManagerAvailability.Known> known) {
        return wishes.unknown(managerId, known);
    }

    /** What a manager was granted and does not know. */
    List<LimitGrant> grants(ManagerEntry manager) {
        return limits.unknown(manager.id(), manager.known());
    }

    Wish wish(JobEntry job) {
        JobRow row = job.row();
        Optional<ProjectRow> project = projects.project(row.projectId());
        return new Wish(
                row.id(),
                row.wishRevision(),
                row.wanted(),
                row.priority(),
                wishes.ofJob(row.id()),
                project.map(ProjectRow::guaranteed).orElse(0.0),
                project.map(ProjectRow::burst).orElse(UNBOUNDED));
    }
}
