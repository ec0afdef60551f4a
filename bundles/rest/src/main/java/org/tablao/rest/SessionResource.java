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
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.AuditTrail;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.node.NodeInfo;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;

/** Logging in and out of a browser. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class SessionResource {
    /** The request's property that holds the name that logs in. */
    static final String LOGS_IN = "org.tablao.rest.logsIn";

    /** As {@link Access#newLoginCode} promises. */
    private static final Duration CODE_IS_GOOD_FOR = Duration.ofMinutes(10);

    private static final String WAY_OUT =
            "Give name and password, or a login code as code (tablao login-link makes one), or a token.";

    private final Access access;
    private final Gate gate;
    private final AuditTrail audit;
    private final String attributes;

    @Inject
    public SessionResource(Access access, Gate gate, AuditTrail audit, NodeInfo node) {
        this.access = access;
        this.gate = gate;
        this.audit = audit;
        boolean tls = node.url().filter(url -> "https".equals(url.getScheme())).isPresent();
        this.attributes = "; Path=/; HttpOnly; SameSite=Strict" + (tls ? "; Secure" : "");
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
    public CompletionStage<Response> logIn(byte[] body, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        String code = fields.text("code");
        String token = fields.text("token");
        String name = fields.text("name");
        String password = fields.text("password");
        long ways = Stream.of(code, token, name).filter(way -> !way.isEmpty()).count();
        if (ways != 1 || name.isEmpty() != password.isEmpty()) {
            fields.wrong(
                    name.isEmpty() ? "code" : "password", ways > 1 ? "is one way too many" : "is missing", WAY_OUT);
        }
        fields.check("The login");
        if (name.isEmpty()) {
            return opened(request, access.openSession(code + token), "The code or token is not good, or not any more.");
        }
        request.setProperty(LOGS_IN, name.length() <= 64 ? name : name.substring(0, 64));
        return access.logIn(name, password)
                .thenCompose(session -> opened(request, session, "The name or the password is not right."));
    }

    /** Nobody is let in unnoted. */
    private CompletionStage<Response> opened(
            ContainerRequestContext request, Optional<String> session, String refusal) {
        String token = session.orElseThrow(() -> new RefusedException(Refusal.UNAUTHENTICATED, refusal, WAY_OUT));
        Caller caller = access.callerOfToken(token).orElse(Caller.ANONYMOUS).from(AuditFilter.addressOf(request));
        return audit.note(AuditFilter.entry(request, caller, "done", ""))
                .whenComplete((noted, failure) -> {
                    if (failure != null) {
                        access.closeSession(token);
                    }
                })
                .thenApply(noted -> Response.ok(SessionView.of(caller))
                        .header(HttpHeaders.SET_COOKIE, cookie(token, ""))
                        .build());
    }

    @DELETE
    @Path("session")
    @Requires(Action.LOG_IN)
    public Response logOut(@Context ContainerRequestContext request) {
        access.closeSession(gate.credentials(GateFeature.headersOf(request)).token());
        Caller caller = GateFeature.callerOf(request);
        if (caller.kind() != Caller.Kind.ANONYMOUS) {
            audit.tell(AuditFilter.entry(request, caller, "done", ""));
        }
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", "; Max-Age=0"))
                .build();
    }

    @POST
    @Path("login-codes")
    @Requires(Action.CHANGE_SELF)
    public CompletionStage<Response> newLoginCode(@Context ContainerRequestContext request) {
        Caller caller = GateFeature.callerOf(request);
        String code = access.newLoginCode(caller);
        return audit.note(AuditFilter.entry(request, caller, "done", ""))
                .thenApply(noted -> Response.status(Response.Status.CREATED)
                        .entity(new LoginCode(code, CODE_IS_GOOD_FOR.toSeconds()))
                        .build());
    }

    private String cookie(String value, String more) {
        return gate.cookieName() + "=" + value + attributes + more;
    }
}
