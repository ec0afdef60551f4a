package org.tablao.core.manager;

import java.util.List;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.Transitions;
import org.tablao.core.state.WorkerStatus;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.worker.Availability;
import org.tablao.pluginapi.command.OutcomeClass;

/** Workers: how they come, what they offer, how they go. */
final class Workers {
    private final Book book;
    private final Endings endings;

    Workers(Book book, Endings endings) {
        this.book = book;
        this.endings = endings;
    }

    void joined(Step step, JoinedWorker joined) {
        WorkerRun worker = book.workers.computeIfAbsent(joined.id(), WorkerRun::new);
        if (!worker.stored) {
            worker.joinedAtMillis = step.millis();
        }
        boolean newStart = !worker.bootNonce.equals(joined.bootNonce());
        worker.name = joined.name();
        worker.publicKey = joined.publicKey();
        book.workersByKey.put(worker.publicKey, worker);
        worker.bootNonce = joined.bootNonce();
        worker.managerId = book.managerId;
        worker.hostText = book.setup.codec().host(joined.host());
        if (newStart) {
            worker.attempts.forEach(attempt -> attempt.ofEarlierStart = true);
            worker.answers.clear();
        }
        if (newStart || !worker.status.takesWork()) {
            leaveIndex(worker);
            if (worker.status != WorkerStatus.STARTING) {
                worker.status = Transitions.move(worker.status, WorkerStatus.STARTING);
            }
        }
        step.changed(worker);
        heard(step, worker, 0);
    }

    /** The process that held them is gone, and the new one has swept what it left behind, but for reports that it still has. */
    void endOfEarlierStart(Step step, WorkerRun worker, List<String> held) {
        for (Attempt attempt : List.copyOf(worker.attempts)) {
            if (attempt.ofEarlierStart && !held.contains(attempt.leaseId)) {
                end(step, attempt, OutcomeClass.LOST, "The worker was started anew.");
            }
        }
    }

    void left(Step step, String workerId) {
        WorkerRun worker = book.worker(workerId);
        endAttempts(step, worker, OutcomeClass.INTERRUPTED, "The worker was stopped.");
        leaveIndex(worker);
        worker.farewell();
        book.silences.remove(workerId);
        if (worker.status != WorkerStatus.OFFLINE) {
            worker.status = Transitions.move(worker.status, WorkerStatus.OFFLINE);
            step.changed(worker);
        }
    }

    /** What it offers now. */
    void offers(Step step, WorkerRun worker, Availability availability) {
        boolean other = !worker.capabilities.equals(availability.capabilities());
        boolean otherResources = !worker.occupancy().resources().equals(availability.resources());
        if (other || otherResources || worker.occupancy().slots() != availability.slots()) {
            leaveIndex(worker);
            worker.occupancy().has(availability.slots(), availability.resources());
            step.changed(worker);
        }
        if (other) {
            worker.capabilities = List.copyOf(availability.capabilities());
            worker.capabilitiesText = book.setup.codec().capabilities(worker.capabilities);
        }
        if (otherResources) {
            worker.resourcesText = book.setup.codec().resources(availability.resources());
        }
        worker.ahead = availability.ahead();
        if (worker.kind().isEmpty()) {
            joinIndex(worker);
        }
        if (worker.settle()) {
            step.changed(worker);
        }
    }

    /** It called; a lost one is back. */
    void heard(Step step, WorkerRun worker, long waitNanos) {
        worker.heard(step.nanos());
        book.silences.set(
                worker.id, step.nanos() + waitNanos + book.setup.terms().nanosUntilPassedOn());
        if (worker.status == WorkerStatus.LOST) {
            worker.status = Transitions.move(worker.status, WorkerStatus.IDLE);
            joinIndex(worker);
            step.changed(worker);
            step.touched(worker);
        }
    }

    /** Workers that were silent for too long are lost. Their leases end by themselves. */
    void loseTheSilent(Step step) {
        for (String workerId : book.silences.due(step.nanos())) {
            WorkerRun worker = book.worker(workerId);
            leaveIndex(worker);
            worker.status = Transitions.move(worker.status, WorkerStatus.LOST);
            step.changed(worker);
        }
    }

    void restore(WorkerRow row, Step step) {
        WorkerRun worker = WorkerRun.of(row, book.setup.codec());
        book.workers.put(worker.id, worker);
        book.workersByKey.put(worker.publicKey, worker);
        boolean silent = worker.status == WorkerStatus.LOST || worker.status == WorkerStatus.OFFLINE;
        if (!silent) {
            heard(step, worker, 0);
            worker.farewell();
        }
        if (worker.status.takesWork()) {
            joinIndex(worker);
        }
    }

    private void endAttempts(Step step, WorkerRun worker, OutcomeClass outcome, String reason) {
        for (Attempt attempt : List.copyOf(worker.attempts)) {
            end(step, attempt, outcome, reason);
        }
    }

    private void end(Step step, Attempt attempt, OutcomeClass outcome, String reason) {
        if (attempt.status == AttemptStatus.ACCEPTED) {
            endings.settle(step, attempt);
        } else {
            endings.notCompleted(step, attempt, outcome, reason, "");
        }
    }

    private void leaveIndex(WorkerRun worker) {
        book.parking.unpark(worker);
        worker.kind()
                .ifPresent(kind -> book.index.leave(kind, worker.occupancy().slots()));
        worker.gone();
    }

    private void joinIndex(WorkerRun worker) {
        worker.there(book.index.join(worker.capabilities, worker.occupancy().slots()));
    }
}
