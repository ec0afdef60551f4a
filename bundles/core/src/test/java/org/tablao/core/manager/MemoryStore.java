package org.tablao.core.manager;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tablao.nodeapi.plan.JobPlan;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.GrantRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;

/** Rows by key; as strict as a database about rows that are there or are not. */
final class MemoryStore {
    final Map<String, Row> rows = new TreeMap<>();
    final Map<String, JobPlan> plans = new HashMap<>();
    long highestSequence;

    void commit(List<Change> changes) {
        for (Change change : changes) {
            String key = keyOf(change.row());
            if (change instanceof Change.Insert && rows.containsKey(key)) {
                throw new IllegalStateException(key + " is there already");
            }
            if (change instanceof Change.Update && !rows.containsKey(key)) {
                throw new IllegalStateException(key + " is not there");
            }
            if (change instanceof Change.Delete) {
                rows.remove(key);
            } else {
                rows.put(key, change.row());
            }
        }
    }

    <R extends Row> List<R> all(Class<R> kind) {
        return rows.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    ManagerRows managerRows() {
        List<OutboxRow> outbox = all(OutboxRow.class);
        List<AttemptRow> live = new ArrayList<>();
        for (AttemptRow row : all(AttemptRow.class)) {
            if (List.of("leased", "running", "accepted").contains(row.status())) {
                live.add(row);
            }
        }
        long first = outbox.stream().mapToLong(OutboxRow::sequence).min().orElse(1);
        long last = outbox.stream().mapToLong(OutboxRow::sequence).max().orElse(0);
        return new ManagerRows(
                all(LeasedJobRow.class),
                plans,
                all(TaskRow.class),
                live,
                all(WorkerRow.class),
                all(GrantRow.class),
                all(BlockRow.class),
                first,
                last);
    }

    private static String keyOf(Row row) {
        if (row instanceof LeasedJobRow job) {
            return "job " + job.jobId();
        }
        if (row instanceof TaskRow task) {
            return "task " + task.jobId() + "." + pad(task.number());
        }
        if (row instanceof AttemptRow attempt) {
            return "attempt " + attempt.jobId() + "." + pad(attempt.taskNumber()) + "." + pad(attempt.number());
        }
        if (row instanceof WorkerRow worker) {
            return "worker " + worker.id();
        }
        if (row instanceof GrantRow grant) {
            return "grant " + grant.name();
        }
        if (row instanceof BlockRow block) {
            return "block " + block.jobId() + " " + block.command() + " " + block.workerId();
        }
        return "outbox " + pad(((OutboxRow) row).sequence());
    }

    private static String pad(long number) {
        return String.format("%012d", number);
    }
}
