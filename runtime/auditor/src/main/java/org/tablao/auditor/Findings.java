package org.tablao.auditor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an audit saw. One thread. */
final class Findings {
    /**
     * Something that must not be.
     *
     * @param where the row, file or process
     */
    record Violation(Invariant invariant, String where, String what) {
        @Override
        public String toString() {
            return invariant + " " + where + ": " + what;
        }
    }

    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Long> lookedAt = new LinkedHashMap<>();

    void violation(Invariant invariant, String where, String what) {
        violations.add(new Violation(invariant, where, what));
    }

    /** So many things of a kind were looked at: an audit that saw nothing proves nothing. */
    void lookedAt(String kind, long count) {
        lookedAt.merge(kind, count, Long::sum);
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    Map<String, Long> lookedAt() {
        return new LinkedHashMap<>(lookedAt);
    }
}
