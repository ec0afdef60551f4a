package org.tablao.core.manager;

import java.util.Optional;
import org.tablao.core.gates.Question;
import org.tablao.core.index.IndexedJob;
import org.tablao.core.index.Ranking;
import org.tablao.core.index.TaskIndex;

/**
 * Tasks that a worker keeps beside those that run: started without a call, handed back unstarted when another could run them
 * now or something goes before them.
 */
final class Ahead {
    private final Book book;

    Ahead(Book book) {
        this.book = book;
    }

    /** The next task that a worker may keep. */
    Optional<TaskIndex.Pick> next(Step step, WorkerRun worker) {
        int waiting = 0;
        double seconds = 0;
        for (Attempt attempt : worker.attempts) {
            if (attempt.waits) {
                waiting++;
                seconds += attempt.job.expectedSeconds().orElse(0);
            }
        }
        if (waiting >= worker.ahead || !worker.status.takesWork()) {
            return Optional.empty();
        }
        double usual = book.setup.scheduling().ahead().toNanos() / 1e9;
        AskingAhead asking = new AskingAhead(book.gates, book.question(step.millis()), worker, usual, seconds);
        return book.index.first(asking, Ranking.LIVE);
    }

    boolean isWantedBack(Step step, Attempt attempt) {
        IndexedJob job = attempt.job.indexed;
        Question question = book.question(step.millis()).about(attempt.kind);
        Optional<WorkerRun> idle = book.parking.next(
                attempt.kind,
                -1,
                worker -> book.gates.openForPresence(question.of(worker)) && book.gates.openForRoom(question));
        if (idle.isPresent()) {
            return true;
        }
        WorkerRun worker = book.worker(attempt.workerId);
        AskingAhead asking = new AskingAhead(book.gates, book.question(step.millis()), worker, Double.MAX_VALUE, 0);
        return book.index
                .first(asking, Ranking.LIVE)
                .filter(pick -> book.index.goesBefore(pick.job(), job))
                .isPresent();
    }
}
