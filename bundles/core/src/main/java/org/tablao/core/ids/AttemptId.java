package org.tablao.core.ids;

/**
 * {@code <job>.<n>.<k>}: also the id of the task lease.
 *
 * @param task number of the task, from 1
 * @param number of the attempt, from 1
 */
public record AttemptId(String jobId, int task, int number) {
    public AttemptId {
        if (!IdSource.isId(jobId) || task < 1 || number < 1) {
            throw new IllegalArgumentException(
                    "'" + jobId + "." + task + "." + number + "' is not an attempt's id such as 01J9Z3K4M5N6P.1.1");
        }
    }

    /** @throws IllegalArgumentException for anything but what {@link #toString} writes */
    public static AttemptId parse(String text) {
        int dot = text.lastIndexOf('.');
        try {
            TaskId task = TaskId.parse(text.substring(0, Math.max(0, dot)));
            return new AttemptId(task.jobId(), task.number(), Ordinal.read(text.substring(dot + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not an attempt's id such as 01J9Z3K4M5N6P.1.1", e);
        }
    }

    public TaskId taskId() {
        return new TaskId(jobId, task);
    }

    @Override
    public String toString() {
        return jobId + "." + task + "." + number;
    }
}
