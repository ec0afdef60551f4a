package org.tablao.core.ids;

/**
 * {@code <job>.<n>}.
 *
 * @param number from 1
 */
public record TaskId(String jobId, int number) {
    public TaskId {
        if (!IdSource.isId(jobId) || number < 1) {
            throw new IllegalArgumentException(
                    "'" + jobId + "." + number + "' is not a task's id such as 01J9Z3K4M5N6P.1");
        }
    }

    /** @throws IllegalArgumentException for anything but what {@link #toString} writes */
    public static TaskId parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("'" + text + "' is not a task's id such as 01J9Z3K4M5N6P.1");
        }
        try {
            return new TaskId(text.substring(0, dot), Ordinal.read(text.substring(dot + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a task's id such as 01J9Z3K4M5N6P.1", e);
        }
    }

    @Override
    public String toString() {
        return jobId + "." + number;
    }
}
