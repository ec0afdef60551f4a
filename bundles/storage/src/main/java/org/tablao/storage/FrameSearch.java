package org.tablao.storage;

import java.util.ArrayList;
import java.util.List;
import org.tablao.nodeapi.store.FrameQuery;

/** A frame query as SQL: the condition and what fills its question marks. */
record FrameSearch(String where, List<Object> values) {

    static FrameSearch of(FrameQuery query) {
        List<String> terms = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        equal("shot_id", query.shotId(), terms, values);
        equal("job_id", query.jobId(), terms, values);
        equal("layer", query.layer(), terms, values);
        equal("status", query.status(), terms, values);
        if (query.from() != Integer.MIN_VALUE) {
            terms.add("number >= ?");
            values.add(query.from());
        }
        if (query.to() != Integer.MAX_VALUE) {
            terms.add("number <= ?");
            values.add(query.to());
        }
        return new FrameSearch(terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms), values);
    }

    /** Total orders, so that pages neither overlap nor leave a gap. */
    static String orderBy(boolean newestFirst) {
        return newestFirst
                ? " ORDER BY rendered_at_millis DESC, job_id DESC, ordinal DESC"
                : " ORDER BY number, layer, job_id, ordinal";
    }

    private static void equal(String column, String value, List<String> terms, List<Object> values) {
        if (!value.isEmpty()) {
            terms.add(column + " = ?");
            values.add(value);
        }
    }
}
