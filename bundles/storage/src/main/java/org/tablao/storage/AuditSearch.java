package org.tablao.storage;

import java.util.ArrayList;
import java.util.List;
import org.tablao.nodeapi.store.AuditQuery;

/** A search of the audit as SQL: the condition and what fills its question marks. */
record AuditSearch(String where, List<Object> values) {

    static AuditSearch of(AuditQuery query) {
        List<String> terms = new ArrayList<>(List.of("at_millis >= ?", "at_millis <= ?"));
        List<Object> values = new ArrayList<>(List.of(query.fromMillis(), query.toMillis()));
        equal("who", query.who(), terms, values);
        equal("outcome", query.outcome(), terms, values);
        equal("object", query.object(), terms, values);
        if (!query.before().isEmpty()) {
            terms.add("id < ?");
            values.add(query.before());
        }
        if (!query.text().isEmpty()) {
            terms.add("(action LIKE ? ESCAPE '!' OR object LIKE ? ESCAPE '!' OR detail LIKE ? ESCAPE '!')");
            String anywhere = "%" + query.text().replaceAll("([!%_])", "!$1") + "%";
            values.addAll(List.of(anywhere, anywhere, anywhere));
        }
        return new AuditSearch(" WHERE " + String.join(" AND ", terms), values);
    }

    private static void equal(String column, String value, List<String> terms, List<Object> values) {
        if (!value.isEmpty()) {
            terms.add(column + " = ?");
            values.add(value);
        }
    }
}
