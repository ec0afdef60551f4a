package org.tablao.core.manager;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tablao.core.ids.AttemptId;
import org.tablao.core.index.RequirementClass;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.Status;
import org.tablao.core.state.Transitions;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.nodeapi.worker.ReportedFile;
import org.tablao.pluginapi.command.OutcomeClass;

/** An attempt that has not ended. */
final class Attempt {
    final String leaseId;
    final JobRun job;
    final int task;
    final int number;
    final long epoch;
    final String workerId;
    final long leasedAtMillis;
    final RequirementClass kind;
    AttemptStatus status = AttemptStatus.LEASED;
    String outcome = "";
    String reason = "";
    String hint = "";
    long endedAtMillis;
    double runSeconds;
    List<ReportedFile> files = List.of();
    String filesText = "";
    String versionsText = "";
    double progress;
    String activity = "";
    long peakMemoryBytes;
    private boolean seen;
    private long runsSinceNanos;
    private long livesAtNanos;
    boolean stop;
    OutcomeClass stopAs = OutcomeClass.CANCELLED;
    String stopReason = "";
    boolean settling;
    /** Leased to a process of its worker that is gone: it lives on only if the next one has its report. */
    boolean ofEarlierStart;

    /** Indexes of the devices that are its own. */
    List<Integer> gpus = List.of();
    /** It was leased to be kept beside those that run. */
    boolean ahead;
    /** It waits at its worker for a slot, and holds none. */
    boolean waits;
    /** It holds what its task needs. */
    boolean holds;
    /** It is wanted back from a worker that has not started it. */
    boolean handBack;

    /** The job for which it leaves its place after the frame that it renders. */
    Optional<JobRun> givesWayTo = Optional.empty();

    boolean stored;

    Attempt(JobRun job, int task, int number, long epoch, String workerId, long leasedAtMillis) {
        this.leaseId = new AttemptId(job.id(), task, number).toString();
        this.job = job;
        this.task = task;
        this.number = number;
        this.epoch = epoch;
        this.workerId = workerId;
        this.leasedAtMillis = leasedAtMillis;
        this.kind = job.kind(task);
    }

    static Attempt of(JobRun job, AttemptRow row, RowCodec codec) {
        Attempt attempt =
                new Attempt(job, row.taskNumber(), row.number(), row.epoch(), row.workerId(), row.leasedAtMillis());
        attempt.status = Status.ofWireName(AttemptStatus.class, row.status());
        attempt.outcome = row.outcome();
        attempt.reason = row.reason();
        attempt.hint = row.hint();
        attempt.endedAtMillis = row.endedAtMillis();
        attempt.runSeconds = row.runSeconds();
        attempt.filesText = row.files();
        attempt.files = row.files().isEmpty() ? List.of() : codec.files(row.files());
        attempt.versionsText = row.versions();
        attempt.gpus = indexes(row.gpus());
        attempt.ahead = row.ahead();
        attempt.stored = true;
        return attempt;
    }

    Needs needs() {
        return kind.needs();
    }

    /** It has a slot, or goes on without: it was not kept waiting in vain. */
    void starts() {
        ahead = false;
        move(AttemptStatus.RUNNING);
    }

    void move(AttemptStatus next) {
        status = Transitions.move(status, next);
    }

    /** It is seen to run; for how long counts from the first time. */
    void runs(long nowNanos) {
        if (!seen) {
            seen = true;
            runsSinceNanos = nowNanos;
            livesAtNanos = nowNanos;
        }
    }

    /** It shows a sign of life. */
    void lives(long nowNanos) {
        livesAtNanos = nowNanos;
    }

    double runsSeconds(long nowNanos) {
        return seen ? (nowNanos - runsSinceNanos) / 1e9 : 0;
    }

    double silentSeconds(long nowNanos) {
        return seen ? (nowNanos - livesAtNanos) / 1e9 : 0;
    }

    /** Where it waits at its worker for a slot it is not to start: it is given back with the next heartbeat. */
    void handBackUnstarted() {
        handBack |= waits;
    }

    /** It is to end, and has then ended so, whatever its worker says of it. The first reason stands. */
    void stop(OutcomeClass as, String why) {
        if (!stop) {
            stop = true;
            stopAs = as;
            stopReason = why;
        }
    }

    void giveWay(JobRun other) {
        givesWayTo = Optional.of(other);
        other.placesMade++;
    }

    /** It has left its place, or never will. */
    void hasGivenWay() {
        givesWayTo.ifPresent(other -> other.placesMade--);
        givesWayTo = Optional.empty();
    }

    /** Whether it ended before its time with some of its frames whole, to leave its place to another. */
    boolean gaveWay() {
        return outcome.equals(OutcomeClass.INTERRUPTED.wireName()) && !files.isEmpty();
    }

    /** Whether it fills a slot: one that only waits for its files to be renamed does not. */
    boolean fillsSlot() {
        return status == AttemptStatus.LEASED || status == AttemptStatus.RUNNING;
    }

    boolean isHeldBy(String worker, LeaseClaim claim, String incarnation) {
        return workerId.equals(worker)
                && claim.incarnation().equals(incarnation)
                && claim.epoch() == epoch
                && claim.attempt() == number;
    }

    void ended(String how, String why, String wayOut, long atMillis) {
        outcome = how;
        reason = why;
        hint = wayOut;
        endedAtMillis = atMillis;
    }

    void accepted(List<ReportedFile> reported, RowCodec codec) {
        files = List.copyOf(reported);
        filesText = files.isEmpty() ? "" : codec.files(files);
    }

    void ran(double seconds, Map<String, String> versions, RowCodec codec) {
        runSeconds = seconds;
        versionsText = versions.isEmpty() ? "" : codec.versions(versions);
    }

    AttemptRow row() {
        return new AttemptRow(
                job.id(),
                task,
                number,
                epoch,
                status.wireName(),
                workerId,
                outcome,
                reason,
                hint,
                leasedAtMillis,
                endedAtMillis,
                runSeconds,
                status == AttemptStatus.ACCEPTED ? filesText : "",
                versionsText,
                gpus.stream().map(String::valueOf).collect(Collectors.joining(",")),
                ahead);
    }

    private static List<Integer> indexes(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",")).map(Integer::valueOf).toList();
    }
}
