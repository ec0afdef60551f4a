package org.tablao.simulation;

import java.util.Iterator;
import java.util.List;
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
            place(entry, entry.report().files().iterator(), problem -> {});
        }
        worker.<ReportAnswer>untilAnswered(
                (pass, reply) ->
                        worker.manager().workerGate().report(pass, entry.leaseId(), entry.report(), next, reply),
                then);
    }

    /** @param inPlace once the files are, or cannot be; the confirmation goes on by itself */
    void publish(Journal.Entry entry, Runnable inPlace) {
        open.add(entry.leaseId());
        note(entry.asAccepted());
        worker.later(
                worker.chance.between(0.001, 0.05),
                () -> place(entry, entry.report().files().iterator(), problem -> {
                    worker.farm.files.removeBelow(entry.folder());
                    inPlace.run();
                    confirm(entry, problem);
                }));
    }

    /** One rename after the other: a worker may die between two. */
    private void place(Journal.Entry entry, Iterator<ReportedFile> left, Consumer<String> then) {
        if (!left.hasNext()) {
            then.accept("");
            return;
        }
        ReportedFile file = left.next();
        boolean renamed = worker.farm.files.rename(worker.name, file.pendingPath(), file.targetPath());
        if (renamed || worker.farm.files.holds(file.targetPath(), file.sha256())) {
            worker.later(worker.chance.between(0.000_1, 0.02), () -> place(entry, left, then));
        } else {
            then.accept("The rendered file is gone.");
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
            report(entry, false, answer -> {
                open.remove(entry.leaseId());
                if (answer.isDone() && answer.get().publish()) {
                    publish(entry, () -> {});
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
