package org.tablao.core.manager;

import java.util.Optional;
import org.tablao.core.index.Applicant;
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

    /** The next task that a worker may keep: what it would be given anyway as soon as a slot is free, and nothing else. */
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
        double ahead = seconds;
        return book.index
                .first(asking(step, worker), Ranking.LIVE)
                .filter(pick -> mayWait(pick, worker, ahead))
                .filter(pick -> book.idle(step, pick.kind()).isEmpty());
    }

    /** Whether a task that waits at its worker had better run elsewhere, or later. */
    boolean isWantedBack(Step step, Attempt attempt) {
        if (book.idle(step, attempt.kind).isPresent()) {
            return true;
        }
        WorkerRun worker = book.worker(attempt.workerId);
        return book.index
                .first(asking(step, worker), Ranking.LIVE)
                .filter(pick -> book.index.goesBefore(pick.job(), attempt.job.indexed))
                .isPresent();
    }

    /** A worker as it will ask when a slot is free. */
    Applicant asking(Step step, WorkerRun worker) {
        return new AskingSoon(book.gates, book.question(step), worker, worker.occupancy()::couldHold);
    }

    /**
     * Only what takes one slot and nothing that is counted, since it starts without asking again; for the same reason nothing of
     * a project that may not use every slot, nor what failed before. And only as much as is expected to be over soon.
     */
    private boolean mayWait(TaskIndex.Pick pick, WorkerRun worker, double secondsAhead) {
        JobRun job = (JobRun) pick.job().facts();
        double usual = book.setup.scheduling().ahead().toNanos() / 1e9;
        double most = (job.terms.aheadSeconds() > 0 ? job.terms.aheadSeconds() : usual)
                * worker.occupancy().slots();
        return pick.kind().isLight()
                && pick.job().project().burst() >= 100
                && !job.hasFailed(pick.task())
                && job.expectedSeconds().isPresent()
                && secondsAhead + job.expectedSeconds().getAsDouble() <= most;
    }
}
