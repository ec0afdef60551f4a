package org.tablao.core.gates;

import java.util.Locale;
import org.tablao.core.index.Project;

/** The project uses no more of the slots than it may. */
final class ShareGate implements Gate {
    @Override
    public String name() {
        return "project";
    }

    @Override
    public boolean opens(Question question) {
        return question.project.mayUse(question.kind.needs().slots(), question.slots);
    }

    @Override
    public Said says(Question question, boolean open) {
        Project project = question.project;
        if (project.burst() >= 100) {
            return Said.open("Project " + project.name() + " may use every slot; it uses " + project.used() + ".");
        }
        String use = String.format(
                Locale.ROOT,
                "Project %s uses %d of the %d slots that it may (%.0f %% of %d)",
                project.name(),
                project.used(),
                project.most(question.slots),
                project.burst(),
                question.slots);
        return open
                ? Said.open(use + ".")
                : new Said(
                        use + ", and the task needs " + question.kind.needs().slots() + ".",
                        "A task of the project has to end, or its burst has to be raised.");
    }
}
