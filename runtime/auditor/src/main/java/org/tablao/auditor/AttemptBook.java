package org.tablao.auditor;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which attempts there are, and which of them have not ended. */
final class AttemptBook {
    private static final Set<String> OPEN = Set.of("leased", "running", "accepted");

    private final Set<String> open = new HashSet<>();
    private final Map<String, String> ended = new HashMap<>();

    /** An attempt that is open in one store and has ended in another, ended: the other's events are under way. */
    void read(Store store) throws SQLException {
        store.rows().each("SELECT job_id, task_number, number, status FROM attempts", row -> {
            String id = row.getString(1) + "." + row.getInt(2) + "." + row.getInt(3);
            if (OPEN.contains(row.getString(4))) {
                open.add(id);
            } else {
                ended.put(id, row.getString(4));
            }
        });
    }

    boolean isOpen(String attempt) {
        return open.contains(attempt) && !ended.containsKey(attempt);
    }

    /** How it ended, for people. */
    String fate(String attempt) {
        return ended.getOrDefault(attempt, "unknown to the stores");
    }
}
