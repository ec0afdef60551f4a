package org.tablao.core.manager;

import org.tablao.core.gates.Gates;
import org.tablao.core.gates.Question;
import org.tablao.core.index.Applicant;
import org.tablao.core.index.IndexedJob;
import org.tablao.core.index.Project;
import org.tablao.core.index.RequirementClass;

/** A worker as it will ask when what runs there has ended: by all gates but those about what is free. */
final class AskingSoon implements Applicant {
    private final Gates gates;
    private final Question question;
    private final WorkerRun worker;

    AskingSoon(Gates gates, Question question, WorkerRun worker) {
        this.gates = gates;
        this.question = question.of(worker);
        this.worker = worker;
    }

    @Override
    public boolean takes(RequirementClass kind) {
        question.about(kind);
        return worker.occupancy().couldHold(kind.needs())
                && gates.openForPresence(question)
                && gates.openForClass(question);
    }

    @Override
    public boolean takes(Project project, RequirementClass kind) {
        return gates.openForProject(question.about(project).about(kind));
    }

    @Override
    public boolean takes(IndexedJob job, RequirementClass kind) {
        return gates.openForPair(question.about(job.facts()).about(kind).about(0, false));
    }

    @Override
    public boolean takesRetries(IndexedJob job, RequirementClass kind) {
        return gates.openForPair(question.about(job.facts()).about(kind).about(0, true));
    }
}
