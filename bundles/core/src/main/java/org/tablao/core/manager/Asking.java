package org.tablao.core.manager;

import org.tablao.core.gates.Gates;
import org.tablao.core.gates.Question;
import org.tablao.core.index.Applicant;
import org.tablao.core.index.IndexedJob;
import org.tablao.core.index.Project;
import org.tablao.core.index.RequirementClass;

/** A worker that asks for a task: what the gates let through to it. */
final class Asking implements Applicant {
    private final Gates gates;
    private final Question question;

    Asking(Gates gates, Question question, WorkerRun worker) {
        this.gates = gates;
        this.question = question.of(worker);
    }

    @Override
    public boolean takes(RequirementClass kind) {
        question.about(kind);
        return gates.openForPresence(question) && gates.openForRoom(question) && gates.openForClass(question);
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
