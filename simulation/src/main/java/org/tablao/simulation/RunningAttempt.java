package org.tablao.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.nodeapi.worker.TaskLease;

/** An attempt at its worker: the process that works, the lease that lets it, and how it ends. */
final class RunningAttempt {
    /** Why it was ended before its time. */
    enum Cause {
        NONE,
        STOPPED,
        ABANDONED
    }

    private final SimulatedWorker worker;
    private final TaskLease lease;
    private final String own;
    private long contactNanos;
    private long beatNanos;
    private long leaseNanos;
    private boolean beating;
    private boolean reporting;
    private Cause cause = Cause.NONE;
    private final Workload.Fate fate;
    private Optional<WorkProcess> process = Optional.empty();
    private String outcome;

    RunningAttempt(SimulatedWorker worker, TaskLease lease, long askedNanos) {
        this.worker = worker;
        this.lease = lease;
        this.contactNanos = askedNanos;
        this.beatNanos = askedNanos;
        this.leaseNanos = nanos(lease.leaseSeconds());
        this.fate = worker.farm.workload.fate(lease.jobId(), lease.taskNumber());
        this.outcome = fate.outcome();
        this.own =
                lease.leaseId() + "@" + worker.bootNonce() + "/" + lease.claim().incarnation();
    }

    String leaseId() {
        return lease.leaseId();
    }

    Cause cause() {
        return cause;
    }

    TaskLease lease() {
        return lease;
    }

    boolean isStarted() {
        return process.isPresent();
    }

    /** Its worker is gone: what watches over the process ends it. */
    void orphaned() {
        process.ifPresent(tree -> tree.endsWithin(worker.chance.seconds(0.01, 0.9)));
    }

    void begin() {
        int boot = worker.boot();
        WorkProcess tree = worker.farm.processes.begin(worker, lease, fate.nanos());
        process = Optional.of(tree);
        // The process is the host's: it goes on while its worker is frozen.
        tree.onEnd(() -> worker.run(boot, this::processEnded));
    }

    private void processEnded() {
        worker.leftSlots(lease);
        conclude();
    }

    private void conclude() {
        if (reporting) {
            return;
        }
        reporting = true;
        boolean completed = outcome.equals("completed") && cause == Cause.NONE;
        String folder = Workload.folder(lease.jobId()) + "/.tablao/" + folderName();
        List<ReportedFile> made = new ArrayList<>();
        for (int i = 0; i < fate.files() && completed; i++) {
            made.add(write(folder, i));
        }
        Report report = new Report(lease.claim(), outcome, "It ended.", "", 1, made, Map.of());
        Journal.Entry entry = new Journal.Entry(lease.leaseId(), false, report, folder);
        if (cause != Cause.ABANDONED && !made.isEmpty()) {
            worker.journal.write(entry);
        }
        worker.later(worker.chance.between(0.000_1, 0.01), () -> worker.ended(this, entry));
    }

    private String folderName() {
        long epoch = lease.claim().epoch();
        return epoch > 1 ? lease.leaseId() + "-" + epoch : lease.leaseId();
    }

    private ReportedFile write(String folder, int index) {
        int frame = Workload.frame(lease.taskNumber(), index);
        String name = "/f_" + frame;
        String sha = own + name;
        worker.farm.files.write(folder + name, new SharedFiles.Content(lease.leaseId(), sha));
        String target = Workload.folder(lease.jobId()) + name;
        return new ReportedFile(true, "main", frame, folder + name, target, 10, sha, 1, 1, Map.of());
    }

    void stop(Cause why) {
        if (cause == Cause.NONE && !reporting) {
            cause = why;
            if (process.isPresent()) {
                process.get().endsWithin(worker.chance.seconds(0.01, 8));
            } else {
                // Not started: handed back, or dropped where it is somebody else's.
                outcome = "interrupted";
                worker.waitsNoMore(this);
                conclude();
            }
        }
    }

    void giveUpIfOverdue() {
        long allowed = leaseNanos - nanos(worker.farm.setup.marginSeconds());
        if (worker.farm.has(Bug.WORKER_WITHOUT_MARGIN)) {
            allowed = leaseNanos + nanos(20);
        }
        if (worker.nanos() - contactNanos > allowed) {
            stop(Cause.ABANDONED);
        }
    }

    void step(SimulatedManager.Welcome welcome) {
        if (reporting || cause != Cause.NONE) {
            return;
        }
        giveUpIfOverdue();
        if (cause == Cause.NONE && !beating && worker.nanos() - beatNanos >= nanos(welcome.heartbeatSeconds())) {
            beat();
        }
    }

    private void beat() {
        beating = true;
        long sent = worker.nanos();
        beatNanos = sent;
        Heartbeat heartbeat = new Heartbeat(lease.claim(), isStarted() ? 0.5 : 0, "", 0, isStarted());
        worker.<HeartbeatAnswer>once(
                20,
                (pass, reply) -> worker.manager().workerGate().heartbeat(pass, lease.leaseId(), heartbeat, reply),
                answer -> answered(sent, answer));
    }

    private void answered(long sent, Answer<HeartbeatAnswer> answer) {
        beating = false;
        if (reporting) {
            return;
        }
        if (answer.isDone()) {
            contactNanos = sent;
            leaseNanos = nanos(answer.get().leaseSeconds());
            if (answer.get().stop()) {
                outcome = answer.get().outcome().isEmpty()
                        ? "cancelled"
                        : answer.get().outcome();
                stop(Cause.STOPPED);
            }
        } else if (answer.isRefusedAs(Refusal.STALE)
                || answer.isRefusedAs(Refusal.SUPERSEDED)
                || answer.isRefusedAs(Refusal.NOT_FOUND)) {
            stop(Cause.ABANDONED);
        }
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
