package org.tablao.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.Change;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.GrantRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.JobWishRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.nodeapi.store.LimitShareRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.ShotRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.store.WorkerWishRow;

/** The key of each kind of row, as one text that sorts as the key does. */
final class RowKeys {
    private static final Map<Class<? extends Row>, Function<Row, String>> KEYS = new HashMap<>();
    private static final Map<Class<? extends Row>, String> PREFIXES = new HashMap<>();

    static {
        key(ProjectRow.class, ProjectRow::id);
        key(ShotRow.class, ShotRow::id);
        key(JobRow.class, JobRow::id);
        key(LeasedJobRow.class, LeasedJobRow::jobId);
        key(TaskRow.class, row -> of(row.jobId(), row.number()));
        key(AttemptRow.class, row -> of(row.jobId(), row.taskNumber(), row.number()));
        key(FrameRow.class, row -> of(row.jobId(), row.ordinal()));
        key(ManagerRow.class, ManagerRow::id);
        key(WorkerRow.class, WorkerRow::id);
        key(BlobRow.class, BlobRow::sha256);
        key(OutboxRow.class, row -> number(row.sequence()));
        key(BlockRow.class, row -> row.jobId() + "." + row.command() + "." + row.workerId());
        key(GrantRow.class, GrantRow::name);
        key(LimitRow.class, LimitRow::name);
        key(LimitShareRow.class, row -> row.managerId() + "." + row.name());
        key(JobWishRow.class, row -> of(row.jobId(), row.revision()));
        key(WorkerWishRow.class, WorkerWishRow::workerId);
    }

    private RowKeys() {}

    static String of(Row row) {
        return prefix(row.getClass()) + KEYS.get(row.getClass()).apply(row);
    }

    static String of(String id, long... numbers) {
        StringBuilder text = new StringBuilder(id);
        for (long number : numbers) {
            text.append('.').append(number(number));
        }
        return text.toString();
    }

    static String prefix(Class<? extends Row> kind) {
        return PREFIXES.get(kind);
    }

    /** A change in a line. */
    static String told(Change change) {
        Row row = change.row();
        String what = of(row);
        if (row instanceof TaskRow task) {
            what += " " + task.status() + " attempt " + task.attempt() + " by " + task.workerId();
        } else if (row instanceof AttemptRow attempt) {
            what += " " + attempt.status() + " " + attempt.outcome() + " at " + attempt.workerId();
        } else if (row instanceof JobRow job) {
            what += " " + job.status() + " epoch " + job.epoch() + " of " + job.managerId();
        } else if (row instanceof LeasedJobRow job) {
            what += " " + job.status() + " epoch " + job.epoch() + " wanted " + job.wanted();
        } else if (row instanceof FrameRow frame) {
            what += " " + frame.status() + " attempt " + frame.attempt();
        } else if (row instanceof WorkerRow worker) {
            what += " " + worker.status() + " wish " + worker.wishRevision() + " " + worker.wanted();
        } else if (row instanceof WorkerWishRow wish) {
            what += " " + wish.revision() + " " + wish.wanted() + " " + wish.schedule();
        }
        return change.getClass().getSimpleName() + " " + what;
    }

    private static String number(long number) {
        String text = Long.toString(number);
        return "000000000000".substring(Math.min(12, text.length())) + text;
    }

    private static <R extends Row> void key(Class<R> kind, Function<R, String> key) {
        KEYS.put(kind, row -> key.apply(kind.cast(row)));
        PREFIXES.put(kind, kind.getSimpleName() + " ");
    }
}
