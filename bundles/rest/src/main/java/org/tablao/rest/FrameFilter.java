package org.tablao.rest;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.tablao.nodeapi.store.FrameQuery;

/** The part of a URL that says which frames of a list. */
public final class FrameFilter {
    private static final List<String> STATUSES =
            List.of("expected", "rendering", "published", "failed", "skipped", "missing");
    private static final List<String> ORDERS = List.of("number", "newest");

    private final String layer;
    private final String status;
    private final String from;
    private final String to;
    private final String sort;
    private final String cursor;
    private final String limit;

    /** Called by Jersey. */
    public FrameFilter(
            @DefaultValue("") @QueryParam("layer") String layer,
            @DefaultValue("") @QueryParam("status") String status,
            @DefaultValue("") @QueryParam("from") String from,
            @DefaultValue("") @QueryParam("to") String to,
            @DefaultValue("") @QueryParam("sort") String sort,
            @DefaultValue("") @QueryParam("cursor") String cursor,
            @DefaultValue("") @QueryParam("limit") String limit) {
        this.layer = layer;
        this.status = status;
        this.from = from;
        this.to = to;
        this.sort = sort;
        this.cursor = cursor;
        this.limit = limit;
    }

    FrameQuery query(String shot, String job) {
        return new FrameQuery(
                shot,
                job,
                layer,
                QueryText.oneOf("status", status, STATUSES, ""),
                QueryText.wholeNumber("from", from, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE),
                QueryText.wholeNumber("to", to, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
                QueryText.oneOf("sort", sort, ORDERS, "number").equals("newest"),
                QueryText.offset(cursor),
                QueryText.limit(limit));
    }
}
