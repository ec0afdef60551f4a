package org.tablao.rest;

import java.util.List;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.pluginapi.schema.Problem;

/** Why a call was not done, after RFC 9457. */
record ProblemView(String type, String title, int status, String detail, String wayOut, List<Problem> problems) {
    static final String MEDIA_TYPE = "application/problem+json";

    static ProblemView of(RefusedException refused) {
        Refusal refusal = refused.refusal();
        return new ProblemView(
                "urn:tablao:problem:" + refusal.wireName(),
                title(refusal),
                refusal.httpStatus(),
                refused.getMessage(),
                refused.wayOut(),
                refused.problems());
    }

    static ProblemView of(int status, String slug, String title, String detail, String wayOut) {
        return new ProblemView("urn:tablao:problem:" + slug, title, status, detail, wayOut, List.of());
    }

    private static String title(Refusal refusal) {
        return switch (refusal) {
            case INVALID -> "Something in the request is wrong";
            case UNAUTHENTICATED -> "Not logged in";
            case FORBIDDEN -> "Not allowed";
            case NOT_FOUND -> "Not found";
            case SUPERSEDED -> "A newer start of the same node exists";
            case STALE -> "Not current any more";
            case CONFLICT -> "Fits no longer with what is";
            case TOO_LARGE -> "Too large";
            case TOO_MANY -> "Too often";
            case UNAVAILABLE -> "Not possible just now";
        };
    }
}
