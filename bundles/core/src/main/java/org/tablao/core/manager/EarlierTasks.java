package org.tablao.core.manager;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.TaskRow;

/**
 * What came of a job's tasks under earlier leases.
 *
 * @param rows of tasks that differ from their plan, as the server has them
 * @param stored numbers of the tasks that have a row in this manager's own store
 */
public record EarlierTasks(List<TaskRow> rows, Set<Integer> stored) {
    /** Of a job that is begun for the first time. */
    public static final EarlierTasks NONE = new EarlierTasks(List.of(), Set.of());

    /**
     * What the server has holds. But numbers of attempts never go back: what this manager did and could not tell has used some.
     *
     * @param own rows of this manager's store
     */
    public static EarlierTasks of(JobPlan plan, Collection<TaskRow> servers, Collection<TaskRow> own) {
        Map<Integer, TaskRow> rows = new TreeMap<>();
        servers.forEach(row -> rows.put(row.number(), row));
        for (TaskRow mine : own) {
            TaskRow row = rows.getOrDefault(mine.number(), planned(plan, mine));
            rows.put(mine.number(), withAttempt(row, Math.max(row.attempt(), mine.attempt())));
        }
        return new EarlierTasks(
                List.copyOf(rows.values()), own.stream().map(TaskRow::number).collect(Collectors.toSet()));
    }

    /** The same, with what is in memory of an earlier lease that is given up in this step: of that the store does not tell all. */
    EarlierTasks after(JobPlan plan, JobRun known) {
        Map<Integer, TaskRow> all = new TreeMap<>();
        rows.forEach(row -> all.put(row.number(), row));
        Set<Integer> kept = new TreeSet<>(stored);
        for (int number = 1; number <= known.size(); number++) {
            if (known.isUnbegun(number)) {
                continue;
            }
            TaskRow row = all.getOrDefault(number, planned(plan, known.id(), number, known.epoch()));
            all.put(number, withAttempt(row, Math.max(row.attempt(), known.lastAttempt(number))));
            if (known.hasRow(number)) {
                kept.add(number);
            }
        }
        return new EarlierTasks(List.copyOf(all.values()), kept);
    }

    /** The server was never told of it, or lost it. */
    private static TaskRow planned(JobPlan plan, TaskRow mine) {
        return planned(plan, mine.jobId(), mine.number(), mine.epoch());
    }

    private static TaskRow planned(JobPlan plan, String jobId, int number, long epoch) {
        boolean waits = !plan.tasks().get(number - 1).dependsOn().isEmpty();
        String status = (waits ? TaskStatus.WAITING : TaskStatus.QUEUED).wireName();
        return new TaskRow(jobId, number, epoch, status, 0, 0, "", "", "", "", 0, 0);
    }

    private static TaskRow withAttempt(TaskRow row, int attempt) {
        return new TaskRow(
                row.jobId(),
                row.number(),
                row.epoch(),
                row.status(),
                attempt,
                row.failures(),
                row.workerId(),
                row.outcome(),
                row.reason(),
                row.hint(),
                row.startedAtMillis(),
                row.endedAtMillis(),
                row.notBeforeMillis(),
                row.memoryBytes(),
                row.wanted(),
                row.publishedFrames());
    }
}
