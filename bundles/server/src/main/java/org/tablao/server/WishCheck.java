package org.tablao.server;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tablao.core.ids.TaskNumbers;
import org.tablao.core.schedule.SleepSchedule;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.pluginapi.schema.Problem;

/** What may be wanted; INVALID with the field where it may not. */
final class WishCheck {
    private static final int LONGEST_SUBJECT = 4_000;
    private static final int LONGEST_SCHEDULE = 500;

    private WishCheck() {}

    /** Empty is nothing wanted. */
    static void oneOf(String wanted, Set<String> known) {
        if (!wanted.isEmpty() && !known.contains(wanted)) {
            throw refused(
                    "wanted",
                    "is not known: " + wanted,
                    "Give one of " + String.join(", ", new TreeSet<>(known)) + ".");
        }
    }

    static String subject(String tasks) {
        String subject = tasks.strip();
        if (subject.equals("all") || subject.equals("failed")) {
            return subject;
        }
        String wayOut = "Give all, failed, or numbers such as 1-5,9.";
        if (subject.length() > LONGEST_SUBJECT) {
            throw refused("tasks", "is longer than " + LONGEST_SUBJECT + " characters", wayOut);
        }
        try {
            TaskNumbers.parse(subject);
        } catch (IllegalArgumentException e) {
            throw refused("tasks", "is malformed: " + e.getMessage(), wayOut);
        }
        return subject;
    }

    static void within(String subject, int tasks) {
        if (!subject.equals("all") && !subject.equals("failed")) {
            int highest = TaskNumbers.parse(subject).highest();
            if (highest > tasks) {
                throw refused(
                        "tasks", "names task " + highest + ", but the job has " + tasks, "Give numbers up to that.");
            }
        }
    }

    static void schedule(String text) {
        try {
            if (text.length() > LONGEST_SCHEDULE) {
                throw new IllegalArgumentException("it is longer than " + LONGEST_SCHEDULE + " characters");
            }
            SleepSchedule.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused(
                    "schedule",
                    "is malformed: " + e.getMessage(),
                    "Write it as mon-fri 09:00-18:00; sat 10:00-12:00, or leave it empty.");
        }
    }

    static RefusedException noneFailed(String jobId) {
        return new RefusedException(
                Refusal.CONFLICT, "No task of job " + jobId + " has failed.", "Say which tasks, or all.");
    }

    /** It was let go of between two looks. */
    static RefusedException again(String jobId) {
        return new RefusedException(
                Refusal.UNAVAILABLE, "Job " + jobId + " is just being put away.", "Try again in a few seconds.");
    }

    private static RefusedException refused(String field, String reason, String wayOut) {
        return new RefusedException(
                Refusal.INVALID,
                "What is wanted was refused: " + field + " " + reason + ".",
                wayOut,
                List.of(new Problem(field, reason, wayOut)));
    }
}
