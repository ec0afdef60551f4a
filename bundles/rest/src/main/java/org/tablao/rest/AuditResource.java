package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.AuditTrail;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.nodeapi.store.AuditQuery;
import org.tablao.nodeapi.store.AuditRow;
import org.tablao.pluginapi.schema.Problem;

/** Who did what. */
@Path("/")
@Singleton
public final class AuditResource {
    private final AuditTrail audit;

    @Inject
    public AuditResource(AuditTrail audit) {
        this.audit = audit;
    }

    /** An entry of the audit. */
    public record AuditView(
            String id,
            String at,
            String who,
            String kind,
            String action,
            String object,
            String outcome,
            String detail,
            String address) {
        static AuditView of(AuditRow row) {
            return new AuditView(
                    row.id(),
                    Instant.ofEpochMilli(row.atMillis()).toString(),
                    row.who(),
                    row.kind(),
                    row.action(),
                    row.object(),
                    row.outcome(),
                    row.detail(),
                    row.address());
        }
    }

    /** Entries, the newest first; {@code next} is empty on the last page. */
    public record AuditPage(List<AuditView> items, String next) {}

    @GET
    @Path("audit")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Action.ADMINISTER)
    public CompletionStage<AuditPage> audit(
            @DefaultValue("") @QueryParam("who") String who,
            @DefaultValue("") @QueryParam("outcome") String outcome,
            @DefaultValue("") @QueryParam("object") String object,
            @DefaultValue("") @QueryParam("text") String text,
            @DefaultValue("") @QueryParam("from") String from,
            @DefaultValue("") @QueryParam("to") String to,
            @DefaultValue("") @QueryParam("cursor") String cursor,
            @DefaultValue("") @QueryParam("limit") String limit) {
        return audit.search(new AuditQuery(
                        who,
                        outcome,
                        object,
                        text,
                        instant("from", from, 0),
                        instant("to", to, Long.MAX_VALUE),
                        cursor,
                        QueryText.limit(limit)))
                .thenApply(page ->
                        new AuditPage(page.items().stream().map(AuditView::of).toList(), page.next()));
    }

    /** A page of it for a spreadsheet; the Link header names the next. */
    @GET
    @Path("audit.csv")
    @Produces("text/csv")
    @Requires(Action.ADMINISTER)
    public CompletionStage<Response> csv(
            @DefaultValue("") @QueryParam("from") String from,
            @DefaultValue("") @QueryParam("to") String to,
            @DefaultValue("") @QueryParam("cursor") String cursor) {
        return audit.search(new AuditQuery(
                        "", "", "", "", instant("from", from, 0), instant("to", to, Long.MAX_VALUE), cursor, 1000))
                .thenApply(page -> csv(page, from, to));
    }

    private static Response csv(Page<AuditRow> page, String from, String to) {
        StringBuilder text = new StringBuilder("id,at,who,kind,action,object,outcome,detail,address\r\n");
        for (AuditRow row : page.items()) {
            AuditView view = AuditView.of(row);
            text.append(Stream.of(
                            view.id(),
                            view.at(),
                            view.who(),
                            view.kind(),
                            view.action(),
                            view.object(),
                            view.outcome(),
                            view.detail(),
                            view.address())
                    .map(AuditResource::cell)
                    .collect(Collectors.joining(",", "", "\r\n")));
        }
        Response.ResponseBuilder answer = Response.ok(text.toString(), "text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"tablao-audit.csv\"");
        if (!page.next().isEmpty()) {
            // The same filter, or the pages that follow are others.
            String next = "?from=" + encode(from) + "&to=" + encode(to) + "&cursor=" + encode(page.next());
            answer.header("Link", "<" + next + ">; rel=\"next\"");
        }
        return answer.build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Quoted; what a spreadsheet would take for a formula is marked as text. */
    static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static long instant(String name, String text, long leftOut) {
        if (text.isEmpty()) {
            return leftOut;
        }
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new RefusedException(
                    Refusal.INVALID,
                    name + " is '" + text + "', which is no instant.",
                    "Give one such as 2026-01-31T18:00:00Z.",
                    List.of(new Problem(name, "is no instant", "Give one such as 2026-01-31T18:00:00Z.")));
        }
    }
}
