package org.tablao.core.manager;

import java.util.List;
import java.util.Set;
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
}
