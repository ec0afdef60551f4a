package org.tablao.core.server;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tablao.core.index.CapabilitySet;
import org.tablao.core.state.JobStatus;
import org.tablao.core.state.ManagerStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.manager.Why.GateAnswer;

/**
 * What has to be so before a manager gets a job. Whoever leases jobs asks these gates, and so does whoever tells people why a job
 * is not leased.
 */
public final class LeaseGates {
    private final JobBook jobs;
    private final ManagerBook managers;

    LeaseGates(JobBook jobs, ManagerBook managers) {
        this.jobs = jobs;
        this.managers = managers;
    }

    /** What each gate says of a job, in the order in which they are asked. */
    public List<GateAnswer> answers(JobEntry job, long nowMillis) {
        return List.of(
                otherJobs(job),
                start(job, nowMillis),
                paused(job),
                job.isLeased() ? managerThatHasIt(job) : someManager(job));
    }

    /** Whether it may go to a manager, as far as only the job itself is looked at. */
    boolean mayBeLeased(JobEntry job, long nowMillis) {
        return otherJobs(job).open()
                && start(job, nowMillis).open()
                && paused(job).open();
    }

    /** The first of the jobs that it waits for and that is not completed. */
    Optional<String> waitsForJob(JobEntry job) {
        return job.details().scheduling().dependsOn().stream()
                .filter(id -> jobs.find(id).filter(LeaseGates::isCompleted).isEmpty())
                .findFirst();
    }

    /**
     * The manager that gets it: the one that is named; else of those that wait for jobs one whose workers run most of its kinds of
     * tasks, then the one with most free slots for it, then the one with the fewest tasks before it.
     *
     * @param tasksLeft of each manager's jobs
     */
    Optional<ManagerEntry> choose(JobEntry job, Map<ManagerEntry, Long> tasksLeft) {
        String wanted = job.details().manager();
        if (!wanted.isEmpty()) {
            return available(wanted).stream().filter(ManagerEntry::waiting).findFirst();
        }
        JobDemands demands = job.live().orElseThrow().demands();
        int most = mostRunnable(demands);
        return managers.all().stream()
                .filter(manager -> most > 0 && manager.waiting() && manager.runnable(demands) == most)
                .max(Comparator.<ManagerEntry>comparingInt(manager -> manager.freeSlotsFor(demands))
                        .thenComparing(manager -> -tasksLeft.getOrDefault(manager, 0L))
                        .thenComparing(ManagerEntry::id, Comparator.reverseOrder()));
    }

    private GateAnswer otherJobs(JobEntry job) {
        Optional<String> other = waitsForJob(job);
        if (other.isEmpty()) {
            return open("jobs", "It waits for no other job.");
        }
        String id = other.get();
        Optional<JobEntry> known = jobs.find(id);
        String name = known.map(entry -> id + " (" + entry.row().name() + ")").orElse(id);
        return known.filter(JobEntry::ended).isPresent()
                ? closed(
                        "jobs",
                        "It waits for job " + name + ", which is "
                                + known.get().status().wireName() + ".",
                        "Run job " + id + " again until it is completed, or cancel this one and submit it without.")
                : closed("jobs", "It waits for job " + name + ", which is not completed.", "Job " + id + " completes.");
    }

    private static GateAnswer start(JobEntry job, long nowMillis) {
        long startsAt = job.startAfterMillis();
        return startsAt <= nowMillis
                ? open("start", startsAt == 0 ? "It may start at any time." : "Its time to start has come.")
                : closed(
                        "start",
                        "It is not to start before " + Instant.ofEpochMilli(startsAt) + ".",
                        "The time comes.");
    }

    private static GateAnswer paused(JobEntry job) {
        return job.row().wanted().equals("pause")
                ? closed("paused", "The job is paused.", "Resume it.")
                : open("paused", "The job is not paused.");
    }

    private GateAnswer managerThatHasIt(JobEntry job) {
        ManagerEntry manager = managers.find(job.row().managerId()).orElseThrow();
        String name = "Manager " + manager.row().name();
        return manager.status() == ManagerStatus.AVAILABLE
                ? open("manager", name + " has it.")
                : closed(
                        "manager",
                        name + ", which has it, is " + manager.status().wireName() + ".",
                        "Bring it back; or an administrator declares it dead, and the job goes to another one.");
    }

    private GateAnswer someManager(JobEntry job) {
        String wanted = job.details().manager();
        if (!wanted.isEmpty()) {
            return available(wanted).isEmpty()
                    ? closed(
                            "manager",
                            "It was submitted for manager " + wanted + ", which is not available.",
                            "Start manager " + wanted + ".")
                    : open("manager", "Manager " + wanted + " gets it.");
        }
        List<ManagerEntry> there = available();
        if (there.isEmpty()) {
            return closed("manager", "No manager is available.", "Start a manager.");
        }
        if (there.stream().noneMatch(manager -> manager.workers() > 0)) {
            return closed("manager", "No manager has a worker.", "Start a worker.");
        }
        JobDemands demands = job.live().orElseThrow().demands();
        return mostRunnable(demands) > 0
                ? open("manager", "A manager gets it when it asks.")
                : closed(
                        "manager",
                        "No manager has workers for its tasks." + unmet(demands, there),
                        "Start a worker that offers it.");
    }

    private static String unmet(JobDemands demands, List<ManagerEntry> there) {
        List<CapabilitySet> offers =
                there.stream().flatMap(manager -> manager.offered().stream()).toList();
        List<String> unmet = demands.unmetBy(offers);
        return unmet.isEmpty()
                ? " Each of its requirements is met by some worker, but no worker meets all."
                : unmet.stream().collect(Collectors.joining(", ", " No worker meets ", "."));
    }

    private int mostRunnable(JobDemands demands) {
        return available().stream()
                .mapToInt(manager -> manager.runnable(demands))
                .max()
                .orElse(0);
    }

    private List<ManagerEntry> available() {
        return managers.all().stream()
                .filter(manager -> manager.status() == ManagerStatus.AVAILABLE)
                .toList();
    }

    private List<ManagerEntry> available(String name) {
        return available().stream()
                .filter(manager -> manager.row().name().equals(name))
                .toList();
    }

    private static boolean isCompleted(JobEntry job) {
        boolean allTasks = job.tasks().of(TaskStatus.COMPLETED) == job.row().taskCount();
        return job.status() == JobStatus.COMPLETED || (job.status() == JobStatus.ARCHIVED && allTasks);
    }

    private static GateAnswer open(String gate, String reason) {
        return new GateAnswer(gate, true, reason, "", "", "");
    }

    private static GateAnswer closed(String gate, String reason, String change) {
        return new GateAnswer(gate, false, reason, change, "", "");
    }
}
