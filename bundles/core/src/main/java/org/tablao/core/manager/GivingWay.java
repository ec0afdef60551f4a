package org.tablao.core.manager;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.tablao.core.index.Ranking;
import org.tablao.core.index.TaskIndex;
import org.tablao.core.state.AttemptStatus;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.nodeapi.plan.PlannedFrame;

/**
 * Tasks of several frames that end after the one they render, because a task of a higher priority could have their place at once:
 * as many as it has tasks, and no more. Asked with each heartbeat of them.
 */
final class GivingWay {
    private static final Needs NOTHING = new Needs(0, 0, 0, 0, "", Map.of());

    private final Book book;

    GivingWay(Book book) {
        this.book = book;
    }

    /** The tasks that have more than one frame. */
    static BitSet ofSeveralFrames(JobPlan plan) {
        BitSet seen = new BitSet();
        BitSet several = new BitSet();
        for (PlannedFrame frame : plan.frames()) {
            if (seen.get(frame.task())) {
                several.set(frame.task());
            }
            seen.set(frame.task());
        }
        return several;
    }

    /** Whether the attempt is to give way. Once told it stays so: its engine may be about to end. */
    boolean isWanted(Step step, WorkerRun worker, Attempt attempt) {
        if (attempt.givesWayTo.isEmpty() && mayGiveWay(attempt)) {
            Needs own = attempt.needs();
            AskingSoon instead = new AskingSoon(book.gates, book.question(step), worker, needs -> worker.occupancy()
                    .fitsInsteadOf(own, attempt.gpus, needs));
            book.index
                    .first(instead, Ranking.LIVE)
                    .filter(pick -> goesFirst(pick, attempt))
                    .filter(pick -> !hasRoom(worker, pick))
                    .filter(pick -> book.idle(step, pick.kind()).isEmpty())
                    .ifPresent(pick -> attempt.giveWay((JobRun) pick.job().facts()));
        }
        return attempt.givesWayTo.isPresent();
    }

    /** Of one command alone is it clear which of its frames are done. */
    private boolean mayGiveWay(Attempt attempt) {
        return book.setup.scheduling().giveWay() > 0
                && attempt.status == AttemptStatus.RUNNING
                && attempt.holds
                && !attempt.stop
                && attempt.job.severalFrames.get(attempt.task)
                && attempt.job.planned(attempt.task).commands().size() == 1;
    }

    private boolean goesFirst(TaskIndex.Pick pick, Attempt attempt) {
        JobRun other = (JobRun) pick.job().facts();
        return other.priority - attempt.job.priority >= book.setup.scheduling().giveWay()
                && book.index.goesBefore(pick.job(), attempt.job.indexed)
                && other.placesMade < mayStart(other);
    }

    private static int mayStart(JobRun job) {
        int queued = job.count(TaskStatus.QUEUED);
        return job.maxRunning() > 0 ? Math.min(queued, job.maxRunning() - job.running()) : queued;
    }

    private static boolean hasRoom(WorkerRun worker, TaskIndex.Pick pick) {
        return worker.occupancy().fitsInsteadOf(NOTHING, List.of(), pick.kind().needs());
    }
}
