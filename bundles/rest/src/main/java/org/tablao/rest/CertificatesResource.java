package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.tls.Nodes;
import org.tablao.nodeapi.tls.Nodes.AuthorityView;
import org.tablao.nodeapi.tls.Nodes.NewJoinToken;
import org.tablao.nodeapi.tls.Nodes.NodeView;

/** Nodes with a certificate of the farm, those that want one, and the farm's authority. */
@Path("/nodes")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class CertificatesResource {
    private static final int HOUR = 3_600;
    private static final int LONGEST = 30 * 24 * HOUR;

    private final Nodes nodes;

    @Inject
    public CertificatesResource(Nodes nodes) {
        this.nodes = nodes;
    }

    @GET
    @Requires(Action.ADMINISTER)
    public List<NodeView> nodes() {
        return nodes.nodes();
    }

    @POST
    @Path("tokens")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.ADMINISTER)
    public CompletionStage<Response> makeToken(byte[] body, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        NewJoinToken token = new NewJoinToken(
                fields.text("name"),
                fields.requiredText("role", "Give worker or manager."),
                fields.wholeNumber("seconds", 1, LONGEST, HOUR));
        fields.check("The token");
        return nodes.makeToken(GateFeature.callerOf(request), token)
                .thenApply(made -> Response.status(Response.Status.CREATED)
                        .header("Cache-Control", "no-store")
                        .entity(made)
                        .build());
    }

    @POST
    @Path("{id}/approve")
    @Requires(Action.ADMINISTER)
    public CompletionStage<NodeView> approve(@PathParam("id") String id, @Context ContainerRequestContext request) {
        return nodes.approve(GateFeature.callerOf(request), id);
    }

    @POST
    @Path("{id}/refuse")
    @Requires(Action.ADMINISTER)
    public CompletionStage<NodeView> refuse(@PathParam("id") String id, @Context ContainerRequestContext request) {
        return nodes.refuse(GateFeature.callerOf(request), id);
    }

    @POST
    @Path("{id}/revoke")
    @Requires(Action.ADMINISTER)
    public CompletionStage<NodeView> revoke(@PathParam("id") String id, @Context ContainerRequestContext request) {
        return nodes.revoke(GateFeature.callerOf(request), id);
    }

    @GET
    @Path("authority")
    @Requires(Action.ADMINISTER)
    public AuthorityView authority() {
        return nodes.authority();
    }

    @POST
    @Path("authority/rotate")
    @Requires(Action.ADMINISTER)
    public CompletionStage<AuthorityView> rotate(@Context ContainerRequestContext request) {
        return nodes.rotate(GateFeature.callerOf(request));
    }
}
