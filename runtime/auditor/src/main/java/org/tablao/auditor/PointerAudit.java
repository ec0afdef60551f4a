package org.tablao.auditor;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** I4: what a row names is there. */
final class PointerAudit {
    /** A column that names rows of a table by their key. An empty text names none. */
    private record Pointer(String table, String column, String key, String target, String targetKey) {}

    private static final List<Pointer> EVERYWHERE = List.of(
            new Pointer("tasks", "worker_id", "job_id", "workers", "id"),
            new Pointer("attempts", "worker_id", "job_id", "workers", "id"),
            new Pointer("leased_jobs", "plan_sha256", "job_id", "blobs", "sha256"));

    private static final List<Pointer> AT_A_SERVER = List.of(
            new Pointer("shots", "project_id", "id", "projects", "id"),
            new Pointer("jobs", "project_id", "id", "projects", "id"),
            new Pointer("jobs", "shot_id", "id", "shots", "id"),
            new Pointer("jobs", "manager_id", "id", "managers", "id"),
            new Pointer("jobs", "plan_sha256", "id", "blobs", "sha256"),
            new Pointer("tasks", "job_id", "job_id", "jobs", "id"),
            new Pointer("attempts", "job_id", "job_id", "jobs", "id"),
            new Pointer("frames", "job_id", "name", "jobs", "id"),
            new Pointer("frames", "project_id", "name", "projects", "id"),
            new Pointer("frames", "shot_id", "name", "shots", "id"),
            new Pointer("frames", "worker_id", "name", "workers", "id"),
            new Pointer("workers", "manager_id", "id", "managers", "id"));

    private final Store store;
    private final Findings findings;

    PointerAudit(Store store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    void run() throws SQLException {
        List<Pointer> pointers = new ArrayList<>(EVERYWHERE);
        if (store.isServers()) {
            pointers.addAll(AT_A_SERVER);
        }
        for (Pointer pointer : pointers) {
            follow(pointer);
        }
        // A task that runs for the first time has no row yet.
        store.rows()
                .each(
                        "SELECT a.job_id, a.task_number, a.number FROM attempts a WHERE"
                                + " a.status NOT IN ('leased', 'running', 'accepted') AND NOT EXISTS (SELECT 1 FROM tasks t"
                                + " WHERE t.job_id = a.job_id AND t.number = a.task_number)",
                        row -> findings.violation(
                                Invariant.I4,
                                store.at("attempt " + row.getString(1) + "." + row.getInt(2) + "." + row.getInt(3)),
                                "its task is not there"));
    }

    private void follow(Pointer pointer) throws SQLException {
        String sql =
                "SELECT p." + pointer.key() + ", p." + pointer.column() + " FROM " + pointer.table() + " p WHERE p."
                        + pointer.column() + " <> '' AND NOT EXISTS (SELECT 1 FROM " + pointer.target() + " t WHERE t."
                        + pointer.targetKey() + " = p." + pointer.column() + ")";
        store.rows()
                .each(
                        sql,
                        row -> findings.violation(
                                Invariant.I4,
                                store.at(pointer.table() + " " + row.getString(1)),
                                pointer.column() + " is " + row.getString(2) + ", which is not among the "
                                        + pointer.target()));
    }
}
