package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.LimitSetting;
import org.tablao.nodeapi.farm.LimitView;
import org.tablao.nodeapi.farm.ManagerView;
import org.tablao.nodeapi.farm.ProjectChange;
import org.tablao.nodeapi.farm.ProjectView;

/** What administrators change: limits, shares of projects, managers that will not come back. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class AdministrationResource {
    private static final double AS_IT_IS = -1;

    private final Farm farm;

    @Inject
    public AdministrationResource(Farm farm) {
        this.farm = farm;
    }

    @GET
    @Path("limits")
    @Requires(Action.READ)
    public CompletionStage<List<LimitView>> limits() {
        return farm.administration().limits();
    }

    @GET
    @Path("limits/{name}")
    @Requires(Action.READ)
    public CompletionStage<LimitView> limit(@PathParam("name") String name) {
        return farm.administration().limit(name);
    }

    @PUT
    @Path("limits/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.CHANGE_FARM)
    public CompletionStage<LimitView> putLimit(
            @PathParam("name") String name, byte[] body, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        if (!fields.has("amount")) {
            fields.wrong("amount", "is missing", "Give a whole number, 0 or more.");
        }
        String scope = fields.text("scope");
        LimitSetting setting = new LimitSetting(
                scope.isEmpty() ? "farm" : scope, fields.count("amount", 0), fields.text("description"));
        fields.check("The limit");
        return farm.administration().putLimit(GateFeature.callerOf(request), name, setting);
    }

    @DELETE
    @Path("limits/{name}")
    @Requires(Action.CHANGE_FARM)
    public CompletionStage<Response> deleteLimit(
            @PathParam("name") String name, @Context ContainerRequestContext request) {
        return farm.administration()
                .deleteLimit(GateFeature.callerOf(request), name)
                .thenApply(done -> Response.noContent().build());
    }

    @PATCH
    @Path("projects/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.CHANGE_FARM)
    public CompletionStage<ProjectView> changeProject(
            @PathParam("id") String id, byte[] body, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        ProjectChange change = new ProjectChange(share(fields, "guaranteed"), share(fields, "burst"));
        fields.check("The project");
        return farm.administration().changeProject(GateFeature.callerOf(request), id, change);
    }

    @POST
    @Path("managers/{id}/declare-dead")
    @Requires(Action.ADMINISTER)
    public CompletionStage<ManagerView> declareDead(
            @PathParam("id") String id, @Context ContainerRequestContext request) {
        return farm.administration().declareDead(GateFeature.callerOf(request), id);
    }

    private static double share(BodyFields fields, String name) {
        double percent = fields.number(name, Double.NaN);
        if (percent < 0) {
            fields.wrong(name, "is " + percent, "Give 0 to 100 percent.");
        }
        return Double.isNaN(percent) ? AS_IT_IS : percent;
    }
}
