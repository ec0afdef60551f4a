package org.tablao.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tablao.nodeapi.node.RefusedException;

/** Answers whatever was thrown as a problem document. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
    private static final String WHAT_THERE_IS = "GET /api/v1/openapi.json lists all routes.";

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RefusedException refused) {
            ProblemView problem = ProblemView.of(refused);
            Response.ResponseBuilder answer = answer(problem);
            if (problem.status() == 401) {
                answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Tablao\"");
            }
            if (!refused.retryAfter().isZero()) {
                answer.header(HttpHeaders.RETRY_AFTER, refused.retryAfter().toSeconds());
            }
            return answer.build();
        }
        if (cause instanceof WebApplicationException refused) {
            return ofJersey(refused.getResponse());
        }
        LOG.error("a request failed", cause);
        return answer(internal()).build();
    }

    /** Keeps the headers that belong to a status: Allow, Content-Range. */
    private static Response ofJersey(Response response) {
        Response.ResponseBuilder answer = answer(problemOf(response.getStatus()));
        for (String name : new String[] {HttpHeaders.ALLOW, "Content-Range"}) {
            String value = response.getHeaderString(name);
            if (value != null) {
                answer.header(name, value);
            }
        }
        return answer.build();
    }

    private static ProblemView problemOf(int status) {
        return switch (status) {
            case 400 -> ProblemView.of(
                    400, "invalid", "Something in the request is wrong", "The request cannot be read.", WHAT_THERE_IS);
            case 404 -> ProblemView.of(
                    404, "not-found", "Not found", "There is nothing at this address.", WHAT_THERE_IS);
            case 405 -> ProblemView.of(
                    405,
                    "method-not-allowed",
                    "Method not allowed",
                    "This address does not know this method.",
                    "The Allow header says which methods it knows.");
            case 406 -> ProblemView.of(
                    406,
                    "not-acceptable",
                    "Not acceptable",
                    "There is no answer of a media type that the Accept header allows.",
                    "Accept application/json.");
            case 415 -> ProblemView.of(
                    415,
                    "unsupported-media-type",
                    "Unsupported media type",
                    "The body is not of a media type that is read here.",
                    "Send Content-Type: application/json.");
            case 416 -> ProblemView.of(
                    416,
                    "range-not-satisfiable",
                    "Range not satisfiable",
                    "The range begins after the end.",
                    "The Content-Range header says how long it is.");
            default -> internal();
        };
    }

    private static ProblemView internal() {
        return ProblemView.of(500, "internal", "The server failed", "The server failed at this.", "Its log says more.");
    }

    private static Response.ResponseBuilder answer(ProblemView problem) {
        return Response.status(problem.status()).type(ProblemView.MEDIA_TYPE).entity(problem);
    }
}
