package org.tablao.simulation;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tablao.nodeapi.worker.Published;
import org.tablao.nodeapi.worker.ReportAnswer;
import org.tablao.nodeapi.worker.ReportedFile;

/** A worker's reports and what follows: rename and confirm, or remove. The journal carries it over the worker's death. */
final class Publications {
    private final SimulatedWorker worker;
    private final Set<String> open = new TreeSet<>();

    Publications(SimulatedWorker worker) {
        this.worker = worker;
    }

    /** Those that the worker still speaks of although nothing runs for them. */
    Set<String> open() {
        return open;
    }

    void note(Journal.Entry entry) {
        if (!entry.report().files().isEmpty()) {
            worker.journal.write(entry);
        }
    }

    void report(Journal.Entry entry, boolean next, Consumer<Answer<ReportAnswer>> then) {
        if (worker.farm.has(Bug.PUBLISH_BEFORE_ACCEPTANCE)) {
            place(entry, entry.report().files().iterator(), worker.nanos() + Chance.SECOND, problem -> {});
        }
        worker.<ReportAnswer>untilAnswered(
                (pass, reply) ->
                        worker.manager().workerGate().report(pass, entry.leaseId(), entry.report(), next, reply),
                then);
    }

    /**
     * @param askedNanos when the report was sent: the answer holds as long as a lease that was renewed by it
     * @param inPlace once the files are, or cannot be; the confirmation goes on by itself
     */
    void publish(Journal.Entry entry, long askedNanos, Runnable inPlace) {
        open.add(entry.leaseId());
        note(entry.asAccepted());
        long until = askedNanos + worker.farm.setup.workNanos();
        worker.later(
                worker.chance.between(0.001, 0.05),
                () -> place(entry, entry.report().files().iterator(), until, problem -> {
                    if (problem.isEmpty()) {
                        askAgain(entry, inPlace);
                        return;
                    }
                    worker.farm.files.removeBelow(entry.folder());
                    inPlace.run();
                    confirm(entry, problem.get());
                }));
    }

    /** The answer has become too old: the job may be another manager's by now. */
    private void askAgain(Journal.Entry entry, Runnable inPlace) {
        long askedNanos = worker.nanos();
        report(entry, false, answer -> {
            if (answer.isDone() && answer.get().publish()) {
                publish(entry, askedNanos, inPlace);
            } else {
                open.remove(entry.leaseId());
                discard(entry);
                inPlace.run();
            }
        });
    }

    /** One rename after the other: a worker may die between two. What comes of it is empty where the right to it has ended. */
    private void place(
            Journal.Entry entry, Iterator<ReportedFile> left, long untilNanos, Consumer<Optional<String>> then) {
        if (!left.hasNext()) {
            then.accept(Optional.of(""));
            return;
        }
        if (untilNanos - worker.nanos() <= 0) {
            then.accept(Optional.empty());
            return;
        }
        ReportedFile file = left.next();
        boolean renamed = worker.farm.files.rename(worker.name, file.pendingPath(), file.targetPath());
        if (renamed || worker.farm.files.holds(file.targetPath(), file.sha256())) {
            worker.later(worker.chance.between(0.000_1, 0.02), () -> place(entry, left, untilNanos, then));
        } else {
            then.accept(Optional.of("The rendered file is gone."));
        }
    }

    void discard(Journal.Entry entry) {
        worker.farm.files.removeBelow(entry.folder());
        worker.journal.remove(entry.leaseId());
    }

    /** Reports again what an earlier start left, also what was accepted: meanwhile it may be somebody else's. */
    void recover() {
        open.clear();
        for (Journal.Entry entry : List.copyOf(worker.journal.entries.values())) {
            open.add(entry.leaseId());
            long askedNanos = worker.nanos();
            report(entry, false, answer -> {
                open.remove(entry.leaseId());
                if (answer.isDone() && answer.get().publish()) {
                    publish(entry, askedNanos, () -> {});
                } else {
                    discard(entry);
                }
            });
        }
    }

    private void confirm(Journal.Entry entry, String problem) {
        Published published = new Published(entry.report().claim(), problem);
        worker.<Boolean>untilAnswered(
                (pass, reply) -> worker.manager().workerGate().published(pass, entry.leaseId(), published, reply),
                answer -> {
                    open.remove(entry.leaseId());
                    worker.journal.remove(entry.leaseId());
                });
    }
}
