package org.tablao.core.index;

import java.util.Optional;
import java.util.Set;

/** One search for the task that goes first. */
final class Search {
    private final Applicant applicant;
    private final Ranking ranking;
    private final int slots;
    private IndexedJob bestJob;
    private RequirementClass bestKind;
    private int bestTask = TaskQueue.NONE;

    Search(Applicant applicant, Ranking ranking, int slots) {
        this.applicant = applicant;
        this.ranking = ranking;
        this.slots = slots;
    }

    Optional<TaskIndex.Pick> over(Set<RequirementClass> filled) {
        for (RequirementClass kind : filled) {
            if (!applicant.takes(kind)) {
                continue;
            }
            for (Lane lane : kind.lanes()) {
                if (!isWorse(lane) && applicant.takes(lane.project(), kind)) {
                    over(lane, kind);
                }
            }
        }
        return bestJob == null ? Optional.empty() : Optional.of(new TaskIndex.Pick(bestJob, bestKind, bestTask));
    }

    private boolean isWorse(Lane lane) {
        return bestJob != null && compare(lane.jobs(ranking).first(), bestJob, ranking, slots) > 0;
    }

    private void over(Lane lane, RequirementClass kind) {
        for (IndexedJob job : lane.jobs(ranking)) {
            int order = bestJob == null ? -1 : compare(job, bestJob, ranking, slots);
            if (order > 0) {
                return;
            }
            int task = first(job, kind);
            if (task == TaskQueue.NONE) {
                continue;
            }
            if (order < 0 || job.queue(kind).key(task) < bestJob.queue(bestKind).key(bestTask)) {
                bestJob = job;
                bestKind = kind;
                bestTask = task;
            }
            return;
        }
    }

    private int first(IndexedJob job, RequirementClass kind) {
        if (!applicant.takes(job, kind)) {
            return TaskQueue.NONE;
        }
        TaskQueue queue = job.queue(kind);
        return queue.first(queue.hasRetries() && applicant.takesRetries(job, kind));
    }

    /** Negative where tasks of the first job go before those of the other. */
    static int compare(IndexedJob one, IndexedJob other, Ranking ranking, int slots) {
        if (one.project() != other.project()) {
            boolean below = one.project().isBelowGuarantee(slots);
            if (below != other.project().isBelowGuarantee(slots)) {
                return below ? -1 : 1;
            }
            int byProject =
                    Double.compare(other.project().rank(ranking), one.project().rank(ranking));
            if (byProject != 0) {
                return byProject;
            }
        }
        return IndexedJob.order(ranking).compare(one, other);
    }
}
