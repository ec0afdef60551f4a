package org.tablao.server;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.tablao.core.index.Requirement;
import org.tablao.nodeapi.farm.Scheduling;
import org.tablao.nodeapi.plan.JobTerms;
import org.tablao.nodeapi.plan.Needs;
import org.tablao.pluginapi.schema.Problem;

/** Looks at what a submission says of its scheduling, and names each field at fault. */
final class SchedulingCheck {
    private static final Set<String> ORDERS = Set.of("ascending", "descending", "first-middle-last");
    private static final int LONGEST_TAG = 120;
    private static final int MOST_ITEMS = 1_000;

    private final List<Problem> problems = new ArrayList<>();
    private final Predicate<String> jobs;
    private final Set<String> limits;

    /**
     * @param jobs whether there is a job of this id
     * @param limits the names of all limits
     */
    SchedulingCheck(Predicate<String> jobs, Set<String> limits) {
        this.jobs = jobs;
        this.limits = limits;
    }

    List<Problem> problems(Scheduling scheduling) {
        startAfter(scheduling.startAfter());
        notTooMany("dependsOn", scheduling.dependsOn());
        notTooMany("tags", scheduling.tags());
        notTooMany("requirements", scheduling.requirements());
        if (!problems.isEmpty()) {
            return problems;
        }
        for (int i = 0; i < scheduling.dependsOn().size(); i++) {
            dependsOn("dependsOn[" + i + "]", scheduling.dependsOn().get(i));
        }
        for (int i = 0; i < scheduling.tags().size(); i++) {
            tag("tags[" + i + "]", scheduling.tags().get(i));
        }
        for (int i = 0; i < scheduling.requirements().size(); i++) {
            requirement("requirements[" + i + "]", scheduling.requirements().get(i));
        }
        needs(scheduling.needs());
        terms(scheduling.terms());
        return problems;
    }

    private void startAfter(String text) {
        try {
            if (!text.isEmpty()) {
                Instant.parse(text);
            }
        } catch (DateTimeParseException e) {
            wrong("startAfter", "is '" + text + "', which is no instant", "Give one such as 2026-12-24T18:00:00Z.");
        }
    }

    private void dependsOn(String field, String id) {
        if (!jobs.test(id)) {
            wrong(field, "is '" + id + "', which is no job's id", "Give the id of a job that was submitted before.");
        }
    }

    private void tag(String field, String tag) {
        if (tag.isBlank() || tag.length() > LONGEST_TAG || tag.chars().anyMatch(Character::isISOControl)) {
            wrong(field, "is no tag", "Give a word of at most " + LONGEST_TAG + " characters.");
        }
    }

    private void requirement(String field, String text) {
        try {
            Requirement.parse(text);
        } catch (IllegalArgumentException e) {
            wrong(
                    field,
                    "is '" + text + "': " + e.getMessage(),
                    "Write namespace;filter, such as org.tablao.engine;(&(engine=blender)(version>=3.4)).");
        }
    }

    private void needs(Needs needs) {
        least("needs.slots", needs.slots(), 1);
        least("needs.memoryBytes", needs.memoryBytes(), 0);
        least("needs.gpus", needs.gpus(), 0);
        least("needs.gpuMemoryBytes", needs.gpuMemoryBytes(), 0);
        needs.limits().forEach((name, amount) -> {
            least("needs.limits." + name, amount, 0);
            if (!limits.contains(name)) {
                wrong(
                        "needs.limits." + name,
                        "names a limit that there is not",
                        limits.isEmpty()
                                ? "Have an administrator make it."
                                : "Known are " + String.join(", ", limits) + ".");
            }
        });
    }

    private void terms(JobTerms terms) {
        if (!ORDERS.contains(terms.order())) {
            wrong(
                    "terms.order",
                    "is '" + terms.order() + "'",
                    "Give one of: " + String.join(", ", ORDERS.stream().sorted().toList()) + ".");
        }
        least("terms.maxRunning", terms.maxRunning(), 0);
        least("terms.attempts", terms.attempts(), 0);
        least("terms.failureLimit", terms.failureLimit(), 0);
        seconds("terms.taskSeconds", terms.taskSeconds());
        seconds("terms.silentSeconds", terms.silentSeconds());
        seconds("terms.aheadSeconds", terms.aheadSeconds());
    }

    private void least(String field, long value, long least) {
        if (value < least) {
            wrong(field, "is " + value, "Give " + least + " or more.");
        }
    }

    private void seconds(String field, double value) {
        if (value < 0 || !Double.isFinite(value)) {
            wrong(field, "is " + value, "Give 0 or more seconds.");
        }
    }

    private void notTooMany(String field, List<String> items) {
        if (items.size() > MOST_ITEMS) {
            wrong(field, "has " + items.size() + " items", "Give at most " + MOST_ITEMS + ".");
        }
    }

    private void wrong(String field, String reason, String wayOut) {
        problems.add(new Problem("scheduling." + field, reason, wayOut));
    }
}
