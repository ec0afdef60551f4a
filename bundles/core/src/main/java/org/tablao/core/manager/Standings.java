package org.tablao.core.manager;

import java.time.Duration;
import org.tablao.core.gates.Gates;
import org.tablao.core.gates.Question;
import org.tablao.core.index.IndexedJob;
import org.tablao.core.index.Project;
import org.tablao.core.index.Ranking;
import org.tablao.core.index.TaskIndex;
import org.tablao.core.state.TaskStatus;
import org.tablao.pluginapi.scheduling.RankedJob;
import org.tablao.pluginapi.scheduling.RankedProject;

/** Where jobs and projects stand: by the policy, and by the gates that are about a job as a whole. */
final class Standings {
    private final ManagerSetup setup;
    private final TaskIndex index;
    private final Gates gates;

    private record Job(String jobId, String project, int priority, Duration age, int tasksRunning, int tasksLeft)
            implements RankedJob {}

    private record Share(String project, int slotsUsed, int slots, double guaranteed, double burst)
            implements RankedProject {}

    Standings(ManagerSetup setup, TaskIndex index, Gates gates) {
        this.setup = setup;
        this.index = index;
        this.gates = gates;
    }

    void stand(JobRun job, long nowMillis) {
        if (gates.openForJob(new Question(index.slots(), nowMillis).about(job))) {
            index.open(job.indexed);
        } else {
            index.close(job.indexed);
        }
        Job ranked = of(job, nowMillis);
        index.rank(job.indexed, Ranking.LIVE, setup.policy().job(ranked));
        if (setup.shadow().areThere()) {
            index.rank(job.indexed, Ranking.SHADOW, setup.shadow().job(ranked));
        }
        stand(job.indexed.project());
    }

    /** Why tasks of one job go before those of another. */
    String reason(IndexedJob first, IndexedJob other) {
        if (first == other) {
            return "it comes before it in its job";
        }
        Project project = first.project();
        if (project != other.project()) {
            if (project.isBelowGuarantee(index.slots()) && !other.project().isBelowGuarantee(index.slots())) {
                return "project " + project.name() + " uses less than it is guaranteed";
            }
            if (project.rank(Ranking.LIVE) > other.project().rank(Ranking.LIVE)) {
                return "project " + project.name() + " goes before "
                        + other.project().name() + " by the policy";
            }
        }
        if (first.rank() > other.rank()) {
            return "it ranks higher (" + text(first.rank()) + " to " + text(other.rank()) + ")";
        }
        return "it ranks the same, and its job is older";
    }

    private static String text(double rank) {
        return rank == Math.rint(rank) ? Long.toString((long) rank) : Double.toString(rank);
    }

    /** Where a project stands by what it uses now. */
    void stand(Project project) {
        Share share = new Share(project.name(), project.used(), index.slots(), project.guaranteed(), project.burst());
        index.rank(project, Ranking.LIVE, setup.policy().project(share));
        if (setup.shadow().areThere()) {
            index.rank(project, Ranking.SHADOW, setup.shadow().project(share));
        }
    }

    private static Job of(JobRun job, long nowMillis) {
        return new Job(
                job.id(),
                job.lease.project(),
                job.priority,
                Duration.ofMillis(Math.max(0, nowMillis - job.lease.submittedAtMillis())),
                job.count(TaskStatus.RUNNING),
                job.left());
    }
}
