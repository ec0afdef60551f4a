package org.tablao.auditor;

import java.sql.SQLException;
import java.util.List;

/** I9: what a manager tells its server arrives in order and whole. */
final class StreamAudit {
    private final List<Store> stores;
    private final Findings findings;

    StreamAudit(List<Store> stores, Findings findings) {
        this.stores = stores;
        this.findings = findings;
    }

    void run(boolean atRest) throws SQLException {
        for (Store manager : stores) {
            long count = manager.rows().number("SELECT COUNT(*) FROM outbox");
            if (count == 0) {
                continue;
            }
            long first = manager.rows().number("SELECT MIN(sequence) FROM outbox");
            long last = manager.rows().number("SELECT MAX(sequence) FROM outbox");
            findings.lookedAt("events that a manager keeps", count);
            if (last - first + 1 != count) {
                wrong(manager.at("outbox"), "has " + count + " events from " + first + " to " + last);
            }
            for (Store server : stores) {
                heard(server, manager, first, last, atRest);
            }
        }
    }

    private void heard(Store server, Store manager, long first, long last, boolean atRest) throws SQLException {
        server.rows()
                .each(
                        "SELECT name, event_sequence FROM managers WHERE store_id = ?",
                        row -> {
                            long heard = row.getLong(2);
                            String where = server.at("manager " + row.getString(1));
                            if (heard + 1 < first) {
                                wrong(where, "heard up to event " + heard + ", the next that is kept is " + first);
                            } else if (heard > last) {
                                wrong(where, "heard up to event " + heard + ", the manager made only " + last);
                            } else if (atRest && heard < last) {
                                wrong(where, "heard up to event " + heard + " of " + last + " in a farm at rest");
                            }
                            if (atRest && server != manager) {
                                sameTasks(server, manager);
                            }
                        },
                        manager.id());
    }

    /** The server's copy of what the manager still holds is the same. */
    private void sameTasks(Store server, Store manager) throws SQLException {
        manager.rows()
                .each(
                        "SELECT t.job_id, t.number, t.status, t.attempt FROM tasks t JOIN leased_jobs j ON j.job_id = t.job_id",
                        row -> {
                            String own = row.getString(3) + " by attempt " + row.getInt(4);
                            String copy = copyOf(server, row.getString(1), row.getInt(2));
                            if (!own.equals(copy)) {
                                wrong(
                                        server.at("task " + row.getString(1) + "." + row.getInt(2)),
                                        "is " + copy + ", at its manager " + own);
                            }
                        });
    }

    private static String copyOf(Store server, String job, int task) throws SQLException {
        StringBuilder text = new StringBuilder();
        server.rows()
                .each(
                        "SELECT status, attempt FROM tasks WHERE job_id = ? AND number = ?",
                        row -> text.append(row.getString(1))
                                .append(" by attempt ")
                                .append(row.getInt(2)),
                        job,
                        task);
        return text.isEmpty() ? "not there" : text.toString();
    }

    private void wrong(String where, String what) {
        findings.violation(Invariant.I9, where, what);
    }
}
