package org.tablao.core.manager;

import org.tablao.core.gates.Gates;
import org.tablao.core.gates.Question;
import org.tablao.core.index.Applicant;
import org.tablao.core.index.IndexedJob;
import org.tablao.core.index.Project;
import org.tablao.core.index.RequirementClass;

/**
 * A worker that asks for tasks to keep beside those that run: only such as take one slot and nothing that is counted, since
 * they start without asking again, and only so many as are expected to be over soon. For the same reason none of a project that
 * may not use every slot.
 */
final class AskingAhead implements Applicant {
    private final Gates gates;
    private final Question question;
    private final double usualSeconds;
    private final double secondsAhead;
    private final int slots;

    /**
     * @param usualSeconds of expected work for each slot, where a job does not say
     * @param secondsAhead expected of what the worker has ahead already
     */
    AskingAhead(Gates gates, Question question, WorkerRun worker, double usualSeconds, double secondsAhead) {
        this.gates = gates;
        this.question = question.of(worker);
        this.usualSeconds = usualSeconds;
        this.secondsAhead = secondsAhead;
        this.slots = worker.occupancy().slots();
    }

    @Override
    public boolean takes(RequirementClass kind) {
        return kind.isLight() && gates.openForPresence(question.about(kind));
    }

    @Override
    public boolean takes(Project project, RequirementClass kind) {
        return project.burst() >= 100;
    }

    @Override
    public boolean takes(IndexedJob job, RequirementClass kind) {
        JobRun run = (JobRun) job.facts();
        double most = (run.aheadSeconds() > 0 ? run.aheadSeconds() : usualSeconds) * slots;
        return run.expectedSeconds().isPresent()
                && secondsAhead + run.expectedSeconds().getAsDouble() <= most
                && gates.openForPair(question.about(job.facts()).about(kind).about(0, false));
    }

    @Override
    public boolean takesRetries(IndexedJob job, RequirementClass kind) {
        return false;
    }
}
