package org.tablao.storage;

import java.util.ArrayList;
import java.util.List;
import org.tablao.nodeapi.store.FrameQuery;

/**
 * A frame query as SQL.
 *
 * @param hint the index whose order is that of the result, in a comment that Derby understands: it does not see by itself that
 *     a page needs no sorting of all that matches
 * @param where the condition, with question marks
 * @param values what fills them
 * @param order total, so that pages neither overlap nor leave a gap
 */
record FrameSearch(String hint, String where, List<Object> values, String order) {

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
        String where = terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms);
        return new FrameSearch(hint(query), where, values, order(query));
    }

    private static String order(FrameQuery query) {
        if (query.newestFirst()) {
            return " ORDER BY rendered_at_millis DESC, job_id DESC, ordinal DESC";
        }
        // Within a job number and layer tell frames apart.
        return query.jobId().isEmpty() ? " ORDER BY number, layer, job_id, ordinal" : " ORDER BY number, layer";
    }

    private static String hint(FrameQuery query) {
        if (query.newestFirst()) {
            boolean few = !query.shotId().isEmpty() || !query.jobId().isEmpty();
            return few || query.status().isEmpty() ? "" : index("FRAMES_NEWEST");
        }
        if (!query.jobId().isEmpty()) {
            return index("FRAMES_OF_JOB");
        }
        return query.shotId().isEmpty() ? "" : index("FRAMES_OF_SHOT");
    }

    private static String index(String name) {
        return " --DERBY-PROPERTIES index=" + name + "\n";
    }

    private static void equal(String column, String value, List<String> terms, List<Object> values) {
        if (!value.isEmpty()) {
            terms.add(column + " = ?");
            values.add(value);
        }
    }
}
