package org.tablao.core.manager;

import org.tablao.core.gates.Gates;
import org.tablao.core.gates.Question;
import org.tablao.core.index.Applicant;
import org.tablao.core.index.IndexedJob;
import org.tablao.core.index.Project;
import org.tablao.core.index.RequirementClass;

/** A worker that could do everything: by all gates but those about workers. */
final class AskingAnything implements Applicant {
    private final Gates gates;
    private final Question question;

    AskingAnything(Gates gates, Question question) {
        this.gates = gates;
        this.question = question;
    }

    @Override
    public boolean takes(RequirementClass kind) {
        return gates.openForClass(question.about(kind));
    }

    @Override
    public boolean takes(Project project, RequirementClass kind) {
        return gates.openForProject(question.about(project).about(kind));
    }

    @Override
    public boolean takes(IndexedJob job, RequirementClass kind) {
        return true;
    }

    @Override
    public boolean takesRetries(IndexedJob job, RequirementClass kind) {
        return true;
    }
}
