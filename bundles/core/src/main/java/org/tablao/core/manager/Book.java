package org.tablao.core.manager;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tablao.core.gates.Gates;
import org.tablao.core.gates.Limits;
import org.tablao.core.gates.Question;
import org.tablao.core.ids.TaskId;
import org.tablao.core.index.JobFacts;
import org.tablao.core.index.RequirementClass;
import org.tablao.core.index.TaskIndex;
import org.tablao.core.lease.Deadlines;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.worker.LeaseClaim;

/** All that a manager knows. */
final class Book {
    final ManagerSetup setup;
    final TaskIndex index = new TaskIndex();
    final Limits limits = new Limits();
    final Grants grants = new Grants(limits);
    final Holdings holdings = new Holdings(index, limits);
    final Gates gates = new Gates(limits, this::areOthers);
    final Standings standings;
    final ServerLease serverLease = new ServerLease();
    final Parking parking = new Parking();
    final Shadow shadow = new Shadow();
    final Map<String, JobRun> jobs = new LinkedHashMap<>();
    final Map<String, WorkerRun> workers = new LinkedHashMap<>();
    final Map<String, WorkerRun> workersByKey = new HashMap<>();
    final Map<String, Attempt> attempts = new HashMap<>();
    final Deadlines<String> leaseEnds = new Deadlines<>();
    final Deadlines<String> silences = new Deadlines<>();
    final Deadlines<TaskId> retries = new Deadlines<>();
    String managerId = "";
    /** Grows with each job that is given up; another one after each start. */
    long givenUp;

    Book(ManagerSetup setup) {
        this.setup = setup;
        this.standings = new Standings(setup, index, gates);
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
            holdings.free(attempt, worker);
            parking.freed(worker);
            step.touched(worker);
        }
    }

    /** The attempt leaves its slot, though its files are still to be renamed. */
    void leaveSlot(Attempt attempt) {
        WorkerRun worker = worker(attempt.workerId);
        holdings.free(attempt, worker);
        parking.freed(worker);
    }

    /** Whether the job's tasks may be given away, and where it stands among others. */
    void rank(JobRun job, Step step) {
        standings.stand(job, step.millis());
    }

    /** What gates are asked at this moment. */
    Question question(Step step) {
        return new Question(index.slots(), step.millis()).mayGive(!serverLease.isOver(step.nanos()));
    }

    /** A worker that waits for a task and could run one of this class at once. */
    Optional<WorkerRun> idle(Step step, RequirementClass tasks) {
        Question question = question(step).about(tasks);
        return parking.next(
                tasks, -1, worker -> gates.openForPresence(question.of(worker)) && gates.openForRoom(question));
    }

    /** Whoever could never run it does not count: it would wait for them for ever. */
    private boolean areOthers(JobFacts job, RequirementClass tasks) {
        for (WorkerRun worker : workers.values()) {
            if (worker.kind().filter(tasks::admits).isPresent()
                    && worker.occupancy().couldHold(tasks.needs())
                    && !job.failedOn(worker.id)
                    && job.blockedOn(worker.id, tasks).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
