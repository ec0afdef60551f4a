package org.tablao.core.manager;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tablao.core.ids.TaskId;
import org.tablao.core.index.TaskIndex;
import org.tablao.core.lease.Deadlines;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.pluginapi.scheduling.RankedJob;

/** All that a manager knows. */
final class Book {
    final ManagerSetup setup;
    final TaskIndex index = new TaskIndex();
    final Grants grants = new Grants();
    final Map<String, JobRun> jobs = new LinkedHashMap<>();
    final Map<String, WorkerRun> workers = new LinkedHashMap<>();
    final Map<String, WorkerRun> workersByKey = new HashMap<>();
    final Map<String, Attempt> attempts = new HashMap<>();
    final Deadlines<String> leaseEnds = new Deadlines<>();
    final Deadlines<String> silences = new Deadlines<>();
    final Deadlines<TaskId> retries = new Deadlines<>();
    String managerId = "";

    Book(ManagerSetup setup) {
        this.setup = setup;
    }

    WorkerRun worker(String workerId) {
        return Optional.ofNullable(workers.get(workerId))
                .orElseThrow(() -> new RefusedException(
                        Refusal.UNAUTHENTICATED, "Worker " + workerId + " is not known here.", "Identify again."));
    }

    Optional<Attempt> live(String leaseId) {
        return Optional.ofNullable(attempts.get(leaseId));
    }

    /** The live attempt, if the claim on it is good. */
    Optional<Attempt> held(String workerId, String leaseId, LeaseClaim claim) {
        return live(leaseId).filter(attempt -> attempt.isHeldBy(workerId, claim, setup.incarnation()));
    }

    RefusedException stale(String leaseId) {
        return new RefusedException(
                Refusal.STALE, "Lease " + leaseId + " is not current any more.", "Stop, and discard what was made.");
    }

    /** The lease counts from now. */
    void renew(Attempt attempt, Step step) {
        leaseEnds.set(attempt.leaseId, step.nanos() + setup.terms().nanosUntilPassedOn());
    }

    /** Takes an attempt that has ended out of all that is live. */
    void drop(Attempt attempt, Step step) {
        attempts.remove(attempt.leaseId);
        attempt.job.live.remove(attempt);
        leaseEnds.remove(attempt.leaseId);
        WorkerRun worker = workers.get(attempt.workerId);
        if (worker != null) {
            worker.attempts.remove(attempt);
            step.touched(worker);
        }
    }

    /** Asks the policy where the job stands now. */
    void rank(JobRun job, Step step) {
        index.rank(job.indexed, setup.rank().applyAsDouble(rankedAt(job, step.millis())));
    }

    private static RankedJob rankedAt(JobRun job, long nowMillis) {
        record Ranked(String jobId, String project, int priority, Duration age, int tasksRunning, int tasksLeft)
                implements RankedJob {}
        return new Ranked(
                job.id(),
                job.lease.project(),
                job.priority,
                Duration.ofMillis(Math.max(0, nowMillis - job.lease.submittedAtMillis())),
                job.count(TaskStatus.RUNNING),
                job.left());
    }
}
