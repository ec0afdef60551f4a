package org.tablao.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tablao.nodeapi.farm.Submission;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.pluginapi.schema.Problem;

/** Looks at what every submission has, whatever its type. */
final class SubmissionCheck {
    private static final int LONGEST_NAME = 120;
    private static final int MOST_URGENT = 100;

    private SubmissionCheck() {}

    static List<Problem> problems(Submission submission) {
        List<Problem> problems = new ArrayList<>();
        name("name", submission.name()).ifPresent(problems::add);
        name("project", submission.project()).ifPresent(problems::add);
        name("shot", submission.shot()).ifPresent(problems::add);
        if (submission.priority() < 0 || submission.priority() > MOST_URGENT) {
            problems.add(new Problem(
                    "priority", "is " + submission.priority(), "Give a whole number from 0 to 100; 50 is usual."));
        }
        return problems;
    }

    static Problem unknownType(String type, String known) {
        String reason = type.isEmpty() ? "is missing" : "is '" + type + "', which no plugin offers";
        return new Problem(
                "type",
                reason,
                known.isEmpty() ? "Install a plugin that offers a job type." : "Give one of: " + known + ".");
    }

    static Problem unknownManager(String name) {
        return new Problem(
                "manager",
                "is '" + name + "', which never joined",
                "Leave it out: whichever manager has room takes it.");
    }

    /** @param problems at least one */
    static RefusedException refusal(List<Problem> problems) {
        String reasons = problems.stream()
                .map(problem -> problem.field() + " " + problem.reason())
                .collect(Collectors.joining("; "));
        return new RefusedException(
                Refusal.INVALID,
                "The job is not accepted: " + reasons + ".",
                problems.get(0).wayOut(),
                problems);
    }

    private static Optional<Problem> name(String field, String name) {
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            return Optional.of(new Problem(
                    field, "is longer than " + LONGEST_NAME + " characters", "Give a shorter " + field + "."));
        }
        return name.chars().anyMatch(Character::isISOControl)
                ? Optional.of(new Problem(
                        field, "has a control character", "Give a " + field + " of letters that can be seen."))
                : Optional.empty();
    }
}
