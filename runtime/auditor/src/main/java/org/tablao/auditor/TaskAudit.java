package org.tablao.auditor;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** I1 and I3: tasks and attempts. */
final class TaskAudit {
    private static final Set<String> TASK =
            Set.of("waiting", "queued", "running", "completed", "failed", "cancelled", "paused");
    private static final String ENDED = "('completed', 'failed', 'cancelled')";
    private static final String JOB_ENDED = "('completed', 'failed', 'cancelled', 'archived')";

    private final Store store;
    private final Rows rows;
    private final Findings findings;

    TaskAudit(Store store, Findings findings) {
        this.store = store;
        this.rows = store.rows();
        this.findings = findings;
    }

    void run(boolean atRest) throws SQLException {
        findings.lookedAt("tasks", rows.each("SELECT job_id, number, status FROM tasks", row -> {
            if (!TASK.contains(row.getString(3))) {
                wrong(task(row.getString(1), row.getInt(2)), "its status is '" + row.getString(3) + "'");
            }
        }));
        addUp();
        ofEndedJobs("jobs", "id");
        ofEndedJobs("leased_jobs", "job_id");
        if (atRest) {
            nothingUnderWay();
        }
        accepted();
    }

    private void addUp() throws SQLException {
        rows.each("SELECT id, status, task_count FROM jobs", job -> {
            String id = job.getString(1);
            int count = job.getInt(3);
            rows.each(
                    "SELECT number FROM tasks WHERE job_id = ? AND (number < 1 OR number > ?)",
                    task -> wrong(task(id, task.getInt(1)), "the job has " + count + " tasks"),
                    id,
                    count);
            long ended = rows.number("SELECT COUNT(*) FROM tasks WHERE job_id = ? AND status IN " + ENDED, id);
            long failed = rows.number("SELECT COUNT(*) FROM tasks WHERE job_id = ? AND status = 'failed'", id);
            // A task without a row was cancelled with its job: not in one that is completed.
            if (job.getString(2).equals("completed") && (ended != count || failed > 0)) {
                wrong(
                        "job " + id,
                        "is completed, but only " + (ended - failed) + " of its " + count + " tasks have ended well");
            }
        });
    }

    private void ofEndedJobs(String table, String key) throws SQLException {
        rows.each(
                "SELECT j." + key + ", t.number, t.status FROM " + table + " j JOIN tasks t ON t.job_id = j." + key
                        + " WHERE j.status IN " + JOB_ENDED + " AND t.status NOT IN " + ENDED,
                row -> wrong(
                        task(row.getString(1), row.getInt(2)), "is " + row.getString(3) + " in a job that has ended"));
        rows.each(
                "SELECT j." + key + ", a.task_number, a.number, a.status FROM " + table
                        + " j JOIN attempts a ON a.job_id = j." + key + " WHERE j.status IN " + JOB_ENDED
                        + " AND a.status IN ('leased', 'running', 'accepted')",
                row -> wrong(
                        task(row.getString(1), row.getInt(2)) + "." + row.getInt(3),
                        "is " + row.getString(4) + " in a job that has ended"));
    }

    private void nothingUnderWay() throws SQLException {
        for (String table : List.of("jobs", "leased_jobs")) {
            String key = table.equals("jobs") ? "id" : "job_id";
            rows.each(
                    "SELECT " + key + ", status FROM " + table + " WHERE status NOT IN " + JOB_ENDED,
                    row -> wrong("job " + row.getString(1), "is " + row.getString(2) + " in a farm at rest"));
        }
        rows.each(
                "SELECT job_id, number FROM tasks WHERE status = 'running'",
                row -> wrong(task(row.getString(1), row.getInt(2)), "is running in a farm at rest"));
        rows.each(
                "SELECT job_id, task_number, number, status FROM attempts WHERE status IN ('leased', 'running', 'accepted')",
                row -> wrong(
                        task(row.getString(1), row.getInt(2)) + "." + row.getInt(3),
                        "is " + row.getString(4) + " in a farm at rest"));
    }

    private void accepted() throws SQLException {
        String published = "SELECT job_id, task_number, number FROM attempts WHERE status IN ('accepted', 'published')";
        findings.lookedAt("accepted attempts", rows.each(published, row -> {}));
        rows.each(
                "SELECT job_id, task_number, COUNT(*) FROM attempts WHERE status IN ('accepted', 'published')"
                        + " GROUP BY job_id, task_number HAVING COUNT(*) > 1",
                row -> {
                    if (!wereBegunAnew(row.getString(1), row.getInt(2))) {
                        findings.violation(
                                Invariant.I3,
                                task(row.getString(1), row.getInt(2)),
                                row.getInt(3) + " of its attempts were accepted");
                    }
                });
        rows.each(
                "SELECT t.job_id, t.number, t.attempt FROM tasks t WHERE t.status = 'completed' AND NOT EXISTS"
                        + " (SELECT 1 FROM attempts a WHERE a.job_id = t.job_id AND a.task_number = t.number"
                        + " AND a.number = t.attempt AND a.status = 'published')",
                row -> findings.violation(
                        Invariant.I3,
                        task(row.getString(1), row.getInt(2)),
                        "is completed, but its attempt " + row.getInt(3) + " was not published"));
        rows.each(
                "SELECT a.job_id, a.task_number, a.number, t.status FROM attempts a JOIN tasks t ON"
                        + " t.job_id = a.job_id AND t.number = a.task_number"
                        + " WHERE a.status = 'published' AND a.number = t.attempt AND t.status <> 'completed'",
                row -> findings.violation(
                        Invariant.I3,
                        task(row.getString(1), row.getInt(2)),
                        "is " + row.getString(4) + ", but its attempt " + row.getInt(3) + " was published"));
    }

    /** A user may have had a completed task begun anew: then the next attempt began after the one before was accepted. */
    private boolean wereBegunAnew(String job, int task) throws SQLException {
        long wishes = rows.number("SELECT wish_revision FROM jobs WHERE id = ?", job)
                + rows.number("SELECT wish_revision FROM leased_jobs WHERE job_id = ?", job);
        long atOnce = rows.number(
                "SELECT COUNT(*) FROM attempts a JOIN attempts b ON b.job_id = a.job_id AND b.task_number = a.task_number"
                        + " AND b.number > a.number WHERE a.job_id = ? AND a.task_number = ?"
                        + " AND a.status IN ('accepted', 'published') AND b.status IN ('accepted', 'published')"
                        + " AND b.leased_at_millis < a.ended_at_millis",
                job,
                task);
        return wishes > 1 && atOnce == 0;
    }

    private String task(String job, int number) {
        return store.at("task " + job + "." + number);
    }

    private void wrong(String where, String what) {
        findings.violation(Invariant.I1, where.startsWith("job ") ? store.at(where) : where, what);
    }
}
