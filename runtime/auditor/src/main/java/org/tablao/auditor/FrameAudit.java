package org.tablao.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** I2: the frames that were requested, and no other unless a file is there. */
final class FrameAudit {
    private record Key(String layer, int number) {
        @Override
        public String toString() {
            return layer + " " + number;
        }
    }

    private final Store store;
    private final Rows rows;
    private final Findings findings;

    FrameAudit(Store store, Findings findings) {
        this.store = store;
        this.rows = store.rows();
        this.findings = findings;
    }

    void run() throws SQLException {
        rows.each("SELECT id, plan_sha256 FROM jobs", job -> {
            Optional<JsonNode> plan = store.plan(job.getString(2));
            if (plan.isPresent()) {
                ofJob(job.getString(1), plan.get().path("frames"));
            }
        });
        rows.each(
                "SELECT f.job_id, f.layer, f.number, f.task_number, f.attempt FROM frames f WHERE f.status = 'published'"
                        + " AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.job_id = f.job_id AND"
                        + " a.task_number = f.task_number AND a.number = f.attempt AND a.status IN ('published', 'interrupted'))",
                row -> wrong(
                        row.getString(1),
                        new Key(row.getString(2), row.getInt(3)),
                        "is published, but attempt " + row.getInt(4) + "." + row.getInt(5) + " is not"));
        rows.each(
                "SELECT f.job_id, f.layer, f.number, f.status FROM frames f JOIN tasks t ON t.job_id = f.job_id AND"
                        + " t.number = f.task_number WHERE t.status IN ('completed', 'failed', 'cancelled')"
                        + " AND f.status IN ('expected', 'rendering')",
                row -> wrong(
                        row.getString(1),
                        new Key(row.getString(2), row.getInt(3)),
                        "is " + row.getString(4) + ", but its task has ended"));
    }

    private void ofJob(String job, JsonNode requested) throws SQLException {
        Set<Key> missing = new HashSet<>();
        requested.forEach(frame -> missing.add(
                new Key(frame.path("layer").asText(), frame.path("number").asInt())));
        Set<Key> seen = new HashSet<>();
        long count = rows.each(
                "SELECT layer, number, status FROM frames WHERE job_id = ?",
                row -> {
                    Key key = new Key(row.getString(1), row.getInt(2));
                    if (!seen.add(key)) {
                        wrong(job, key, "is there twice");
                    } else if (!missing.remove(key) && !row.getString(3).equals("published")) {
                        wrong(job, key, "was not requested, and is " + row.getString(3));
                    }
                },
                job);
        findings.lookedAt("frames", count);
        missing.forEach(key -> wrong(job, key, "was requested, but has no row"));
    }

    private void wrong(String job, Key key, String what) {
        findings.violation(Invariant.I2, store.at("frame " + job + " " + key), what);
    }
}
