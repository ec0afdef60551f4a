package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tablao.core.gates.Question;
import org.tablao.core.index.Ranking;
import org.tablao.core.index.RequirementClass;
import org.tablao.core.index.TaskIndex;

/**
 * Keeps workers free for tasks that need more than is free anywhere: else the small ones would take every slot as it comes free,
 * and a large one would never start. One worker for each kind of such tasks, as soon as nothing goes before them, and after a
 * while in any case.
 */
final class Reservations {
    private final Book book;
    private final Map<RequirementClass, Long> waitingSince = new LinkedHashMap<>();
    private final Map<RequirementClass, WorkerRun> kept = new LinkedHashMap<>();

    private int turns;

    Reservations(Book book) {
        this.book = book;
    }

    /** A task of this class has been given away: the next one has to wait its time. */
    void served(RequirementClass tasks) {
        if (tasks.isLarge()) {
            waitingSince.remove(tasks);
            end(tasks);
        }
    }

    void tick(Step step) {
        Set<RequirementClass> waiting = new HashSet<>();
        Question question = book.question(step);
        for (RequirementClass tasks : book.index.filled()) {
            if (tasks.isLarge() && isOpen(question.about(tasks), tasks)) {
                waiting.add(tasks);
                waitingSince.putIfAbsent(tasks, step.nanos());
            }
        }
        waitingSince.keySet().retainAll(waiting);
        for (RequirementClass tasks : new ArrayList<>(kept.keySet())) {
            if (!waiting.contains(tasks) || kept.get(tasks).reservedFor().isEmpty()) {
                end(tasks);
            }
        }
        List<RequirementClass> starving = starving(step);
        if (!starving.isEmpty()) {
            // One a tick, in turn: looking for a worker means looking at all.
            keepOne(starving.get(turns++ % starving.size()));
        }
    }

    private boolean isOpen(Question question, RequirementClass tasks) {
        return book.gates.openForClass(question)
                && book.index.hasOpen(tasks, project -> book.gates.openForProject(question.about(project)));
    }

    private List<RequirementClass> starving(Step step) {
        long patience = book.setup.scheduling().starving().toNanos();
        Optional<RequirementClass> first = waitingSince.isEmpty()
                ? Optional.empty()
                : book.index
                        .first(new AskingAnything(book.gates, book.question(step)), Ranking.LIVE)
                        .map(TaskIndex.Pick::kind);
        List<RequirementClass> starving = new ArrayList<>();
        waitingSince.forEach((tasks, since) -> {
            boolean isFirst = first.filter(kind -> kind == tasks).isPresent();
            if ((isFirst || step.nanos() - since >= patience) && !kept.containsKey(tasks)) {
                starving.add(tasks);
            }
        });
        return starving;
    }

    /** Of the workers that could run such a task the one that lacks least. Where one lacks nothing it only has to ask. */
    private void keepOne(RequirementClass tasks) {
        WorkerRun best = null;
        double least = Double.MAX_VALUE;
        for (WorkerRun worker : book.workers.values()) {
            boolean fit = worker.status.takesWork()
                    && worker.kind().filter(tasks::admits).isPresent()
                    && worker.reservedFor().isEmpty()
                    && worker.occupancy().couldHold(tasks.needs());
            double missing = fit ? worker.occupancy().missing(tasks.needs()) : Double.MAX_VALUE;
            if (missing < least) {
                least = missing;
                best = worker;
            }
        }
        if (best != null && least > 0) {
            best.reserve(tasks);
            kept.put(tasks, best);
        }
    }

    private void end(RequirementClass tasks) {
        WorkerRun worker = kept.remove(tasks);
        if (worker != null && worker.reservedFor().filter(kind -> kind == tasks).isPresent()) {
            worker.endReservation();
            // What it left to the large task it may take again.
            book.parking.freed(worker);
        }
    }
}
