package org.tablao.simulation.day;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tablao.nodeapi.worker.TaskLease;

/** Looks on, and counts. */
final class Tally {
    private final WorkDay day;
    private final Map<String, DayJob> jobs = new LinkedHashMap<>();
    private final List<String> projects;
    private final double[] wrongSlots;
    private double contestedSlots;
    private int completedJobs;
    private int assignments;
    private int lost;
    private int crashed;
    private int passedOver;
    private long trace;

    Tally(WorkDay day) {
        this.day = day;
        this.projects = List.copyOf(day.shares().keySet());
        this.wrongSlots = new double[projects.size()];
    }

    void submitted(WorkDay.Order order) {
        jobs.put(order.jobId(), new DayJob(order));
    }

    long millisOf(TaskLease lease) {
        return jobs.get(lease.jobId())
                .order
                .pieces()
                .get(lease.taskNumber() - 1)
                .millis();
    }

    void leased(TaskLease lease, DayWorker worker) {
        DayJob job = jobs.get(lease.jobId());
        job.begins(lease.taskNumber());
        assignments++;
        trace = trace * 31
                + lease.leaseId().hashCode() * 17L
                + worker.host().id().hashCode();
        boolean another = jobs.values().stream().anyMatch(other -> goesBefore(other, job, worker));
        passedOver += another ? 1 : 0;
    }

    private static boolean goesBefore(DayJob other, DayJob job, DayWorker worker) {
        return other.fresh > 0
                && other.order.project().equals(job.order.project())
                && other.order.priority() > job.order.priority()
                && (worker.host().gpu() || !other.order.gpu())
                && other.order.slots() <= worker.freeSlots()
                && !worker.host().isBroken(worker.now());
    }

    void ended(TaskLease lease, String outcome) {
        DayJob job = jobs.get(lease.jobId());
        if (outcome.equals("completed")) {
            job.completes(lease.taskNumber());
        } else {
            crashed++;
            job.endsBadly();
        }
    }

    void lost(TaskLease lease) {
        lost++;
        jobs.get(lease.jobId()).endsBadly();
    }

    void jobCompleted() {
        completedJobs++;
    }

    boolean isDone() {
        return completedJobs == day.orders().size();
    }

    /** What each project has now, beside what it should have; counts where there is not enough for all. */
    void sample(long millis, Collection<DayWorker> workers) {
        int slots = 0;
        int special = 0;
        for (DayWorker worker : workers) {
            if (worker.isThere()) {
                slots += worker.host().slots();
                special += worker.host().gpu() ? worker.host().slots() : 0;
            }
        }
        List<Entitlement.Demand> demands = new ArrayList<>();
        double wanted = 0;
        for (String project : projects) {
            demands.add(demand(project));
            wanted += demands.get(demands.size() - 1).all();
        }
        double[] due = Entitlement.of(demands, slots, special);
        if (java.util.Arrays.stream(due).sum() >= wanted - 1e-6) {
            return;
        }
        contestedSlots += (double) slots * millis;
        for (int i = 0; i < due.length; i++) {
            wrongSlots[i] += Math.abs(due[i] - has(projects.get(i))) * millis;
        }
    }

    private Entitlement.Demand demand(String project) {
        int anywhere = 0;
        int special = 0;
        for (DayJob job : jobs.values()) {
            if (job.order.project().equals(project)) {
                anywhere += job.order.gpu() ? 0 : job.demand();
                special += job.order.gpu() ? job.demand() : 0;
            }
        }
        return new Entitlement.Demand(day.shares().get(project), anywhere, special);
    }

    private int has(String project) {
        return jobs.values().stream()
                .filter(job -> job.order.project().equals(project))
                .mapToInt(job -> job.running * job.order.slots())
                .sum();
    }

    Quality quality(long makespanMillis, long boundMillis) {
        double worst = java.util.Arrays.stream(wrongSlots).max().orElse(0);
        return new Quality(
                day.tasks(),
                makespanMillis,
                boundMillis,
                contestedSlots == 0 ? 0 : worst / contestedSlots,
                assignments,
                lost,
                crashed,
                passedOver,
                trace);
    }

    @Override
    public String toString() {
        return completedJobs + " of " + day.orders().size() + " jobs completed, " + assignments + " assignments";
    }
}
