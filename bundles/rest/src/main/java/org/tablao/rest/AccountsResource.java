package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Accounts;
import org.tablao.nodeapi.access.Accounts.NewToken;
import org.tablao.nodeapi.access.Accounts.NewUser;
import org.tablao.nodeapi.access.Accounts.TokenView;
import org.tablao.nodeapi.access.Accounts.UserChange;
import org.tablao.nodeapi.access.Accounts.UserView;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;

/** The first administrator, users, and their tokens. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class AccountsResource {
    private static final int MOST_DAYS = 3650;

    private final Accounts accounts;
    private final Access access;
    private final Gate gate;

    @Inject
    public AccountsResource(Accounts accounts, Access access, Gate gate) {
        this.accounts = accounts;
        this.access = access;
        this.gate = gate;
    }

    /** Whether there is an administrator. */
    public record SetupView(boolean done) {}

    @GET
    @Path("setup")
    @Requires(Action.LOG_IN)
    public SetupView setup() {
        return new SetupView(accounts.isSetUp());
    }

    @POST
    @Path("setup")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.ADMINISTER)
    public CompletionStage<Response> setUp(byte[] body) {
        BodyFields fields = new BodyFields(body);
        NewUser administrator = new NewUser(
                fields.requiredText("name", "Give the name that you will log in with."),
                fields.text("displayName"),
                "administrator",
                fields.requiredText("password", "Give a sentence that only you would say."));
        fields.check("The setup");
        return accounts.setUp(administrator)
                .thenApply(user ->
                        Response.status(Response.Status.CREATED).entity(user).build());
    }

    @GET
    @Path("users")
    @Requires(Action.ADMINISTER)
    public List<UserView> users() {
        return accounts.users();
    }

    @POST
    @Path("users")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.ADMINISTER)
    public CompletionStage<Response> create(byte[] body, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        NewUser user = new NewUser(
                fields.requiredText("name", "Give the name that the user logs in with."),
                fields.text("displayName"),
                fields.requiredText("role", "Give viewer, artist, wrangler or administrator."),
                fields.text("password"));
        fields.check("The user");
        return accounts.create(GateFeature.callerOf(request), user)
                .thenApply(made ->
                        Response.status(Response.Status.CREATED).entity(made).build());
    }

    @PATCH
    @Path("users/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.ADMINISTER)
    public CompletionStage<UserView> change(
            @PathParam("name") String name, byte[] body, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        UserChange change = new UserChange(
                fields.text("displayName"), fields.text("role"), fields.text("password"), fields.flag("disabled"));
        fields.check("The change");
        return accounts.change(GateFeature.callerOf(request), name, change).thenApply(user -> {
            if (!change.password().isEmpty() || change.disabled().equals("true")) {
                access.closeSessionsOf(name, "");
            }
            return user;
        });
    }

    @POST
    @Path("session/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.CHANGE_SELF)
    public CompletionStage<Response> changePassword(byte[] body, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        String current = fields.requiredText("current", "Give the password that you log in with now.");
        String next = fields.requiredText("next", "Give a sentence that only you would say.");
        fields.check("The password");
        Caller caller = GateFeature.callerOf(request);
        String token = gate.credentials(GateFeature.headersOf(request)).token();
        return accounts.changePassword(caller, current, next).thenApply(nothing -> {
            access.closeSessionsOf(caller.name(), token);
            return Response.noContent().build();
        });
    }

    @GET
    @Path("tokens")
    @Requires(Action.CHANGE_SELF)
    public List<TokenView> tokens(@Context ContainerRequestContext request) {
        return accounts.tokens(GateFeature.callerOf(request));
    }

    @POST
    @Path("tokens")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.CHANGE_SELF)
    public CompletionStage<Response> makeToken(byte[] body, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        NewToken token = new NewToken(
                fields.requiredText("label", "Say what the token is for."),
                Set.copyOf(fields.texts("scopes")),
                fields.wholeNumber("days", 0, MOST_DAYS, 90));
        fields.check("The token");
        return accounts.makeToken(GateFeature.callerOf(request), token)
                .thenApply(made -> Response.status(Response.Status.CREATED)
                        .header("Cache-Control", "no-store")
                        .entity(made)
                        .build());
    }

    @DELETE
    @Path("tokens/{id}")
    @Requires(Action.CHANGE_SELF)
    public CompletionStage<TokenView> revokeToken(
            @PathParam("id") String id, @Context ContainerRequestContext request) {
        return accounts.revokeToken(GateFeature.callerOf(request), id);
    }
}
