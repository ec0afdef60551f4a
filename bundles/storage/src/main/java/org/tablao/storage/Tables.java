package org.tablao.storage;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tablao.nodeapi.store.AttemptRow;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.nodeapi.store.BlobRow;
import org.tablao.nodeapi.store.BlockRow;
import org.tablao.nodeapi.store.FrameRow;
import org.tablao.nodeapi.store.GrantRow;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.JobWishRow;
import org.tablao.nodeapi.store.JoinTokenRow;
import org.tablao.nodeapi.store.LeasedJobRow;
import org.tablao.nodeapi.store.LimitRow;
import org.tablao.nodeapi.store.LimitShareRow;
import org.tablao.nodeapi.store.ManagerRow;
import org.tablao.nodeapi.store.NodeRow;
import org.tablao.nodeapi.store.OutboxRow;
import org.tablao.nodeapi.store.ProjectRow;
import org.tablao.nodeapi.store.Row;
import org.tablao.nodeapi.store.ShotRow;
import org.tablao.nodeapi.store.TaskRow;
import org.tablao.nodeapi.store.TokenRow;
import org.tablao.nodeapi.store.UserRow;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.store.WorkerWishRow;

/** The table of each kind of row. */
final class Tables {

    static final Table<AttemptRow> ATTEMPTS =
            new Table<>(AttemptRow.class, "attempts", "jobId", "taskNumber", "number");
    static final Table<AuditRow> AUDIT = new Table<>(AuditRow.class, "audit", "id");
    static final Table<BlobRow> BLOBS = new Table<>(BlobRow.class, "blobs", "sha256");
    static final Table<FrameRow> FRAMES = new Table<>(FrameRow.class, "frames", "jobId", "ordinal");
    static final Table<TaskRow> TASKS = new Table<>(TaskRow.class, "tasks", "jobId", "number");

    private static final Map<Class<?>, Table<?>> BY_KIND = List.of(
                    ATTEMPTS,
                    AUDIT,
                    BLOBS,
                    FRAMES,
                    TASKS,
                    new Table<>(JobRow.class, "jobs", "id"),
                    new Table<>(LeasedJobRow.class, "leased_jobs", "jobId"),
                    new Table<>(ManagerRow.class, "managers", "id"),
                    new Table<>(OutboxRow.class, "outbox", "sequence"),
                    new Table<>(ProjectRow.class, "projects", "id"),
                    new Table<>(ShotRow.class, "shots", "id"),
                    new Table<>(LimitRow.class, "limits", "name"),
                    new Table<>(LimitShareRow.class, "limit_shares", "managerId", "name"),
                    new Table<>(GrantRow.class, "grants", "name"),
                    new Table<>(JobWishRow.class, "job_wishes", "jobId", "revision"),
                    new Table<>(WorkerWishRow.class, "worker_wishes", "workerId"),
                    new Table<>(BlockRow.class, "blocks", "jobId", "command", "workerId"),
                    new Table<>(UserRow.class, "users", "name"),
                    new Table<>(TokenRow.class, "tokens", "id"),
                    new Table<>(NodeRow.class, "nodes", "id"),
                    new Table<>(JoinTokenRow.class, "join_tokens", "id"),
                    new Table<>(WorkerRow.class, "workers", "id"))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Table::kind, Function.identity()));

    private Tables() {}

    @SuppressWarnings("unchecked") // the map's entries are made by kind
    static <R extends Row> Table<R> of(Class<R> kind) {
        Table<?> table = BY_KIND.get(kind);
        if (table == null) {
            throw new IllegalArgumentException("no table holds " + kind.getName());
        }
        return (Table<R>) table;
    }
}
