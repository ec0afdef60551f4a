package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Logging in and out of a browser. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class SessionResource {
    /** As {@link Access#newLoginCode} promises. */
    private static final Duration CODE_IS_GOOD_FOR = Duration.ofMinutes(10);

    private static final String WAY_OUT = "Give a login code as code (tablao login-link makes one), or the token.";

    private final Access access;
    private final Gate gate;

    @Inject
    public SessionResource(Access access, Gate gate) {
        this.access = access;
        this.gate = gate;
    }

    /** Who calls. */
    public record SessionView(String name, String kind) {
        static SessionView of(Caller caller) {
            return new SessionView(caller.name(), caller.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    /** Opens one session, once. */
    public record LoginCode(String code, double expiresInSeconds) {}

    @GET
    @Path("session")
    @Requires(Action.LOG_IN)
    public SessionView session(@Context ContainerRequestContext request) {
        return SessionView.of(GateFeature.callerOf(request));
    }

    @POST
    @Path("session")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.LOG_IN)
    public Response logIn(byte[] body) {
        String token = access.openSession(codeOrToken(body))
                .orElseThrow(() -> new RefusedException(
                        Refusal.UNAUTHENTICATED, "The code or token is not good, or not any more.", WAY_OUT));
        Caller caller = access.callerOfToken(token).orElse(Caller.ANONYMOUS);
        return Response.ok(SessionView.of(caller))
                .header(HttpHeaders.SET_COOKIE, cookie(token, ""))
                .build();
    }

    private static String codeOrToken(byte[] body) {
        BodyFields fields = new BodyFields(body);
        String code = fields.text("code");
        String token = fields.text("token");
        if (code.isEmpty() == token.isEmpty()) {
            fields.wrong("code", code.isEmpty() ? "is missing" : "is given beside token", WAY_OUT);
        }
        fields.check("The login");
        return code + token;
    }

    @DELETE
    @Path("session")
    @Requires(Action.LOG_IN)
    public Response logOut(@Context ContainerRequestContext request) {
        access.closeSession(gate.credentials(GateFeature.headersOf(request)).token());
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", "; Max-Age=0"))
                .build();
    }

    @POST
    @Path("login-codes")
    @Requires(Action.ADMINISTER)
    public Response newLoginCode(@Context ContainerRequestContext request) {
        String code = access.newLoginCode(GateFeature.callerOf(request));
        return Response.status(Response.Status.CREATED)
                .entity(new LoginCode(code, CODE_IS_GOOD_FOR.toSeconds()))
                .build();
    }

    private String cookie(String value, String more) {
        return gate.cookieName() + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + more;
    }
}
