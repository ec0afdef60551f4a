package org.tablao.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.Optional;

/** I8: numbers that say how many there are. */
final class CounterAudit {
    private final Store store;
    private final Rows rows;
    private final Findings findings;

    CounterAudit(Store store, Findings findings) {
        this.store = store;
        this.rows = store.rows();
        this.findings = findings;
    }

    void run() throws SQLException {
        findings.lookedAt("jobs", rows.each("SELECT id, task_count, plan_sha256 FROM jobs", row -> {
            Optional<JsonNode> plan = store.plan(row.getString(3));
            int planned = plan.map(json -> json.path("tasks").size()).orElse(row.getInt(2));
            if (planned != row.getInt(2)) {
                wrong("job " + row.getString(1), "counts " + row.getInt(2) + " tasks, but its plan has " + planned);
            }
        }));
        rows.each(
                "SELECT t.job_id, t.number, t.attempt, (SELECT COUNT(*) FROM attempts a WHERE a.job_id = t.job_id AND"
                        + " a.task_number = t.number), (SELECT MAX(a.number) FROM attempts a WHERE a.job_id = t.job_id AND"
                        + " a.task_number = t.number) FROM tasks t",
                row -> {
                    if (row.getInt(3) != row.getInt(4) || row.getInt(3) != row.getInt(5)) {
                        wrong(
                                "task " + row.getString(1) + "." + row.getInt(2),
                                "counts " + row.getInt(3) + " attempts, but there are " + row.getInt(4)
                                        + " and the last has number " + row.getInt(5));
                    }
                });
        rows.each(
                "SELECT t.job_id, t.number, t.failures, (SELECT COUNT(*) FROM attempts a WHERE a.job_id = t.job_id AND"
                        + " a.task_number = t.number AND a.status IN ('failed', 'refused')) FROM tasks t"
                        + " WHERE t.failures > 0",
                row -> {
                    if (row.getInt(3) > row.getInt(4)) {
                        wrong(
                                "task " + row.getString(1) + "." + row.getInt(2),
                                "counts " + row.getInt(3) + " failures, but " + row.getInt(4) + " attempts failed");
                    }
                });
    }

    private void wrong(String where, String what) {
        findings.violation(Invariant.I8, store.at(where), what);
    }
}
