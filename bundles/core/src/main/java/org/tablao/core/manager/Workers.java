package org.tablao.core.manager;

import java.util.List;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.Transitions;
import org.tablao.core.state.WorkerStatus;
import org.tablao.nodeapi.manager.ManagerAvailability;
import org.tablao.nodeapi.manager.WorkerWish;
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
            worker.startedAnew();
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
        worker.looksAtTheClock(step.millis(), book.setup.rules().zone());
        follow(step, worker);
    }

    /** It called; a lost one is back. */
    void heard(Step step, WorkerRun worker, long waitNanos) {
        worker.heard(step.nanos() + waitNanos);
        book.silences.set(
                worker.id, step.nanos() + waitNanos + book.setup.terms().nanosUntilPassedOn());
        if (worker.status == WorkerStatus.LOST) {
            follow(step, worker);
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

    void wish(Step step, WorkerWish wish) {
        WorkerRun worker = book.workers.get(wish.workerId());
        if (worker != null && wish.revision() > worker.wishRevision()) {
            worker.takeWish(wish);
            worker.looksAtTheClock(step.millis(), book.setup.rules().zone());
            step.changed(worker);
            followIfThere(step, worker);
        }
    }

    /** What is wanted of workers, as it is known here. */
    List<ManagerAvailability.Known> known() {
        return book.workers.values().stream()
                .filter(worker -> worker.wishRevision() > 0)
                .map(worker -> new ManagerAvailability.Known("worker", worker.id, worker.wishRevision(), 0))
                .toList();
    }

    /** Workers whose time to sleep, or to wake, has come. */
    void followSchedules(Step step) {
        for (WorkerRun worker : book.workers.values()) {
            if (worker.looksAtTheClock(step.millis(), book.setup.rules().zone())) {
                followIfThere(step, worker);
            }
        }
    }

    private void followIfThere(Step step, WorkerRun worker) {
        switch (worker.status) {
            case IDLE, BUSY, ASLEEP, DRAINING -> follow(step, worker);
            case STARTING, LOST, OFFLINE -> {
                // It follows when it is there.
            }
        }
    }

    /** Brings a worker that is there in line with what is wanted of it: in the index only while it takes work. */
    private void follow(Step step, WorkerRun worker) {
        WorkerStatus fitting = worker.fitting();
        boolean wakes = worker.status == WorkerStatus.ASLEEP || worker.status == WorkerStatus.DRAINING;
        if (!fitting.takesWork()) {
            leaveIndex(worker);
            worker.attempts.forEach(Attempt::handBackUnstarted);
        } else if (worker.kind().isEmpty()) {
            joinIndex(worker);
        }
        if (worker.status != fitting) {
            worker.status = Transitions.move(worker.status, fitting);
            step.changed(worker);
        }
        if (wakes && fitting.takesWork()) {
            // Its call waits unseen since it slept: it is to ask again.
            step.deliver(worker.id, List.of());
        }
    }

    void restore(WorkerRow row, Step step) {
        WorkerRun worker = WorkerRun.of(row, book.setup.codec());
        book.workers.put(worker.id, worker);
        book.workersByKey.put(worker.publicKey, worker);
        if (!worker.managerId.isEmpty()) {
            // Where only the state is loaded anew the server does not tell it again.
            book.managerId = worker.managerId;
        }
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
