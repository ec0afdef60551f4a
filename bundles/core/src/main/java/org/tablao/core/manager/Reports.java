package org.tablao.core.manager;

import java.util.List;
import java.util.Optional;
import org.tablao.core.ids.AttemptId;
import org.tablao.core.state.AttemptStatus;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.worker.Heartbeat;
import org.tablao.nodeapi.worker.HeartbeatAnswer;
import org.tablao.nodeapi.worker.LeaseClaim;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.Report;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.TaskLease;
import org.tablao.pluginapi.command.OutcomeClass;

/** What workers tell of their leases. A claim that is not current changes nothing; a message that comes twice, nothing more. */
final class Reports {
    private final Book book;
    private final Leasing leasing;
    private final Endings endings;
    private final Progress progress;
    private final Patience patience;
    private final GivingWay givingWay;

    Reports(Book book, Leasing leasing, Endings endings, Progress progress) {
        this.book = book;
        this.leasing = leasing;
        this.endings = endings;
        this.progress = progress;
        this.patience = new Patience(book.setup.rules());
        this.givingWay = new GivingWay(book);
    }

    HeartbeatAnswer heartbeat(Step step, WorkerRun worker, String leaseId, Heartbeat heartbeat) {
        Attempt attempt = book.held(worker.id, leaseId, heartbeat.claim()).orElseThrow(() -> book.stale(leaseId));
        boolean accepted = attempt.status == AttemptStatus.ACCEPTED;
        if (attempt.settling || (!accepted && book.serverLease.endsWork(step.nanos()))) {
            throw book.stale(leaseId);
        }
        if (attempt.status == AttemptStatus.LEASED && heartbeat.started()) {
            if (attempt.waits) {
                // A slot is free of which the report is still on its way.
                book.holdings.hold(attempt, worker);
            }
            attempt.starts();
            step.changed(attempt);
        } else if (!heartbeat.started() && attempt.waits && leasing.isWantedBack(step, attempt)) {
            attempt.handBack = true;
        }
        book.renew(attempt, step);
        attempt.peakMemoryBytes = Math.max(attempt.peakMemoryBytes, heartbeat.memoryBytes());
        patience.heard(attempt, heartbeat, step.nanos());
        progress.told(attempt, heartbeat);
        boolean back = attempt.handBack && !heartbeat.started() && !attempt.stop;
        String outcome = attempt.stop ? attempt.stopAs.wireName() : back ? OutcomeClass.INTERRUPTED.wireName() : "";
        return new HeartbeatAnswer(
                attempt.stop || back,
                book.setup.terms().leaseSeconds(),
                outcome,
                givingWay.isWanted(step, worker, attempt));
    }

    ReportAnswer report(Step step, WorkerRun worker, String leaseId, Report report, boolean next) {
        OutcomeClass outcome = outcomeOf(report);
        refuseAfterTheEnd(step, leaseId, report.claim());
        Optional<Attempt> running =
                book.held(worker.id, leaseId, report.claim()).filter(Attempt::fillsSlot);
        if (running.isEmpty()) {
            return repeated(step, worker, leaseId, report);
        }
        boolean publish = take(step, running.get(), outcome, report);
        List<TaskLease> leases = next ? leasing.next(step, worker) : List.of();
        List<String> nextLeases = leases.stream().map(TaskLease::leaseId).toList();
        worker.remember(
                leaseId,
                new WorkerRun.Answered(report.claim().epoch(), report.outcome(), publish, nextLeases, step.nanos()));
        return new ReportAnswer(publish, leases);
    }

    /**
     * One that was accepted before is not told to be published after: its job may be another manager's. Nor is it while the manager
     * looks for its files itself.
     */
    private void refuseAfterTheEnd(Step step, String leaseId, LeaseClaim claim) {
        Optional<Attempt> live = book.live(leaseId);
        if (book.serverLease.isOver(step.nanos()) && !isCompleted(leaseId, claim)) {
            boolean waits = live.filter(attempt ->
                            attempt.status == AttemptStatus.ACCEPTED || !book.serverLease.endsWork(step.nanos()))
                    .isPresent();
            throw waits
                    ? notNow("The manager does not know yet whether the job still is its own.")
                    : book.stale(leaseId);
        }
        if (live.filter(attempt -> attempt.settling).isPresent()) {
            throw notNow("The manager looks where the files of this attempt are.");
        }
    }

    private static RefusedException notNow(String why) {
        return new RefusedException(Refusal.UNAVAILABLE, why, "Try again in a few seconds.");
    }

    void published(Step step, WorkerRun worker, String leaseId, Published published) {
        Optional<Attempt> live = book.held(worker.id, leaseId, published.claim());
        if (live.isEmpty()) {
            if (!isCompleted(leaseId, published.claim()) && !isSettledWithin(worker, leaseId, published)) {
                throw book.stale(leaseId);
            }
            return;
        }
        Attempt attempt = live.get();
        if (attempt.status != AttemptStatus.ACCEPTED) {
            throw new RefusedException(
                    Refusal.CONFLICT, "Attempt " + leaseId + " was not accepted yet.", "Report how it ended first.");
        }
        settled(step, attempt, published.problem());
    }

    /** @param problem why the files are not in place; empty when they are */
    void settled(Step step, Attempt attempt, String problem) {
        if (problem.isEmpty()) {
            endings.published(step, attempt);
        } else {
            endings.notCompleted(step, attempt, OutcomeClass.BAD_OUTPUT, problem, "");
        }
    }

    /** Leases that ended: the worker has stopped by its own clock long since. */
    void endTheOverdue(Step step) {
        for (String leaseId : book.leaseEnds.due(step.nanos())) {
            Optional<Attempt> live = book.live(leaseId);
            if (live.filter(Attempt::fillsSlot).isPresent()) {
                endings.notCompleted(
                        step, live.get(), OutcomeClass.LOST, "Nothing was heard of it until its lease had ended.", "");
            } else {
                live.ifPresent(attempt -> endings.settle(step, attempt));
            }
        }
    }

    /** Answers whether the files are to be published. */
    private boolean take(Step step, Attempt attempt, OutcomeClass outcome, Report report) {
        attempt.ran(report.runSeconds(), report.versions(), book.setup.codec());
        boolean gaveWay = outcome == OutcomeClass.INTERRUPTED && !report.files().isEmpty();
        if ((outcome != OutcomeClass.COMPLETED && !gaveWay) || attempt.stop) {
            endings.notCompleted(step, attempt, outcome, report.reason(), report.hint());
            return false;
        }
        attempt.ended(outcome.wireName(), report.reason(), report.hint(), step.millis());
        attempt.accepted(report.files(), book.setup.codec());
        attempt.move(AttemptStatus.ACCEPTED);
        step.changed(attempt);
        step.touched(book.worker(attempt.workerId));
        book.leaveSlot(attempt);
        if (!gaveWay) {
            attempt.job.ran(report.runSeconds());
        }
        book.renew(attempt, step);
        if (report.files().isEmpty()) {
            // Nothing has to be put in place: one step is enough.
            endings.published(step, attempt);
            return false;
        }
        return true;
    }

    private ReportAnswer repeated(Step step, WorkerRun worker, String leaseId, Report report) {
        WorkerRun.Answered answer = worker.answers.get(leaseId);
        boolean current = report.claim().incarnation().equals(book.setup.incarnation());
        boolean held = book.held(worker.id, leaseId, report.claim()).isPresent();
        boolean mayStand = answer != null && (!answer.publish() || held || isCompleted(leaseId, report.claim()));
        if (mayStand
                && current
                && answer.epoch() == report.claim().epoch()
                && answer.outcome().equals(report.outcome())) {
            List<TaskLease> next = answer.nextLeases().stream()
                    .flatMap(id -> book.live(id).filter(Leasing::isUnstarted).stream())
                    .filter(attempt -> !attempt.stop && !book.serverLease.isOver(step.nanos()))
                    .map(attempt -> leasing.again(step, attempt))
                    .toList();
            return new ReportAnswer(answer.publish(), next);
        }
        boolean accepted = book.held(worker.id, leaseId, report.claim())
                .filter(attempt -> attempt.outcome.equals(report.outcome()))
                .isPresent();
        if (accepted) {
            return new ReportAnswer(true, List.of());
        }
        if (report.outcome().equals(OutcomeClass.COMPLETED.wireName()) && isCompleted(leaseId, report.claim())) {
            return new ReportAnswer(false, List.of());
        }
        throw book.stale(leaseId);
    }

    private boolean isCompleted(String leaseId, LeaseClaim claim) {
        AttemptId id = idOf(leaseId);
        JobRun job = book.jobs.get(id.jobId());
        return job != null
                && claim.incarnation().equals(book.setup.incarnation())
                && claim.attempt() == id.number()
                && job.isCompletedBy(id.task(), id.number());
    }

    /** Its problem was told before, or that it gave way, and the attempt ended with it. */
    private static boolean isSettledWithin(WorkerRun worker, String leaseId, Published published) {
        WorkerRun.Answered answer = worker.answers.get(leaseId);
        return answer != null
                && (!published.problem().isEmpty() || answer.outcome().equals(OutcomeClass.INTERRUPTED.wireName()))
                && answer.publish()
                && answer.epoch() == published.claim().epoch();
    }

    private static AttemptId idOf(String leaseId) {
        try {
            return AttemptId.parse(leaseId);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.NOT_FOUND, e.getMessage() + ".", "");
        }
    }

    private static OutcomeClass outcomeOf(Report report) {
        try {
            return OutcomeClass.ofWireName(report.outcome());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID, "'" + report.outcome() + "' is not an outcome.", "Send one such as completed.");
        }
    }
}
