package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tablao.core.gates.Question;
import org.tablao.core.index.Project;
import org.tablao.core.index.Ranking;
import org.tablao.core.index.RequirementClass;
import org.tablao.core.index.TaskIndex;

/**
 * Keeps workers free for tasks that need more than is free anywhere: else the small ones would take every slot as it comes free,
 * and a large one would never start. As soon as nothing goes before such a task, and as many workers as it takes until something
 * does; after a while in any case one for each kind of such tasks.
 */
final class Reservations {
    /** Of all workers so many at most are kept at once: what is free on them does nothing until enough is. */
    private static final int ONE_OF = 8;

    private final Book book;
    private final Map<RequirementClass, Long> waitingSince = new LinkedHashMap<>();
    private final List<Kept> kept = new ArrayList<>();

    private int turns;

    /**
     * @param project whose task it was that had to wait
     * @param starving whether it was kept because one waited for long, though others go before it
     */
    private record Kept(WorkerRun worker, RequirementClass tasks, Project project, boolean starving) {}

    Reservations(Book book) {
        this.book = book;
    }

    /**
     * A task of this class has been given away: the next one has to wait its time. Who was kept for it is kept no more; one that
     * had begun elsewhere does not end what is kept for those that go first, for more of them wait.
     */
    void served(RequirementClass tasks, WorkerRun by) {
        if (tasks.isLarge()) {
            waitingSince.remove(tasks);
            for (Kept one : List.copyOf(kept)) {
                if (one.tasks() == tasks && (one.starving() || one.worker() == by)) {
                    end(one);
                }
            }
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
        for (Kept one : List.copyOf(kept)) {
            if (!waiting.contains(one.tasks())
                    || one.worker()
                            .reservedFor()
                            .filter(tasks -> tasks == one.tasks())
                            .isEmpty()) {
                end(one);
            }
        }
        // One a tick: looking for a worker means looking at all.
        if (!waiting.isEmpty() && !keepForTheFirst(step)) {
            keepForTheStarving(step);
        }
    }

    private boolean isOpen(Question question, RequirementClass tasks) {
        return book.gates.openForClass(question)
                && book.index.hasOpen(tasks, project -> book.gates.openForProject(question.about(project)));
    }

    private boolean keepForTheFirst(Step step) {
        if (kept.size() * ONE_OF >= Math.max(ONE_OF, book.workers.size())) {
            return false;
        }
        Optional<TaskIndex.Pick> first = first(step)
                .filter(pick -> waitingSince.containsKey(pick.kind()))
                .filter(pick -> count(pick.kind()) < book.index.waiting(pick.job(), pick.kind()));
        return first.isPresent()
                && keepOne(first.get().kind(), first.get().job().project(), false);
    }

    /** What would go first if all that workers are kept for ran already. */
    private Optional<TaskIndex.Pick> first(Step step) {
        kept.forEach(one -> count(one, one.tasks().needs().slots()));
        try {
            return book.index.first(new AskingAnything(book.gates, book.question(step)), Ranking.LIVE);
        } finally {
            kept.forEach(one -> count(one, -one.tasks().needs().slots()));
        }
    }

    private void count(Kept one, int slots) {
        one.project().use(slots);
        book.standings.stand(one.project());
    }

    private void keepForTheStarving(Step step) {
        long patience = book.setup.scheduling().starving().toNanos();
        List<RequirementClass> starving = new ArrayList<>();
        waitingSince.forEach((tasks, since) -> {
            if (step.nanos() - since >= patience && count(tasks) == 0) {
                starving.add(tasks);
            }
        });
        if (!starving.isEmpty()) {
            RequirementClass tasks = starving.get(turns++ % starving.size());
            book.index.projectOf(tasks).ifPresent(project -> keepOne(tasks, project, true));
        }
    }

    private int count(RequirementClass tasks) {
        int count = 0;
        for (Kept one : kept) {
            count += one.tasks() == tasks ? 1 : 0;
        }
        return count;
    }

    /**
     * Of the workers that could run such a task the one that lacks least. Where one lacks nothing it only has to ask; one that
     * asked and still waits is kept from it by something else, and does not count.
     */
    private boolean keepOne(RequirementClass tasks, Project project, boolean starving) {
        WorkerRun best = null;
        double least = Double.MAX_VALUE;
        for (WorkerRun worker : book.workers.values()) {
            boolean fit = worker.status.takesWork()
                    && worker.kind().filter(tasks::admits).isPresent()
                    && worker.reservedFor().isEmpty()
                    && worker.occupancy().couldHold(tasks.needs());
            double missing = fit ? worker.occupancy().missing(tasks.needs()) : Double.MAX_VALUE;
            boolean refused = missing <= 0 && worker.parked().isPresent();
            if (missing < least && !refused) {
                least = missing;
                best = worker;
            }
        }
        if (best == null || least <= 0) {
            return false;
        }
        best.reserve(tasks);
        kept.add(new Kept(best, tasks, project, starving));
        return true;
    }

    private void end(Kept over) {
        kept.remove(over);
        WorkerRun worker = over.worker();
        if (worker.reservedFor().filter(tasks -> tasks == over.tasks()).isPresent()) {
            worker.endReservation();
            // What it left to the large task it may take again.
            book.parking.freed(worker);
        }
    }
}
