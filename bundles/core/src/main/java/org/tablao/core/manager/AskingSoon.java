package org.tablao.core.manager;

import java.util.function.Predicate;
import org.tablao.core.gates.Gates;
import org.tablao.core.gates.Question;
import org.tablao.core.index.Applicant;
import org.tablao.core.index.IndexedJob;
import org.tablao.core.index.Project;
import org.tablao.core.index.RequirementClass;
import org.tablao.nodeapi.plan.Needs;

/** A worker as it will ask when something that runs there has ended: by all gates but those about what is free now. */
final class AskingSoon implements Applicant {
    private final Gates gates;
    private final Question question;
    private final Predicate<Needs> room;

    /** @param room whether there will be enough of it for a task */
    AskingSoon(Gates gates, Question question, WorkerRun worker, Predicate<Needs> room) {
        this.gates = gates;
        this.question = question.of(worker);
        this.room = room;
    }

    @Override
    public boolean takes(RequirementClass kind) {
        question.about(kind);
        return room.test(kind.needs()) && gates.openForPresence(question) && gates.openForClass(question);
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
