package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.FrameView;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.farm.ProjectView;
import org.tablao.nodeapi.farm.ShotView;
import org.tablao.nodeapi.store.FrameQuery;

/** Projects and their shots. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class ShotsResource {
    private final Farm farm;

    @Inject
    public ShotsResource(Farm farm) {
        this.farm = farm;
    }

    @GET
    @Path("projects")
    @Requires(Action.READ)
    public CompletionStage<List<ProjectView>> projects() {
        return farm.projects();
    }

    @GET
    @Path("shots")
    @Requires(Action.READ)
    public CompletionStage<Page<ShotView>> shots(
            @DefaultValue("") @QueryParam("project") String project,
            @DefaultValue("") @QueryParam("cursor") String cursor,
            @DefaultValue("") @QueryParam("limit") String limit) {
        return farm.shots(project, cursor, QueryText.limit(limit));
    }

    @GET
    @Path("shots/{id}")
    @Requires(Action.READ)
    public CompletionStage<ShotView> shot(@PathParam("id") String id) {
        return farm.shot(id);
    }

    /** Asks for the shot first: one that is not there has no frames to list, it is NOT_FOUND. */
    @GET
    @Path("shots/{id}/frames")
    @Requires(Action.READ)
    public CompletionStage<Page<FrameView>> frames(@PathParam("id") String id, @BeanParam FrameFilter filter) {
        FrameQuery query = filter.query(id, "");
        return farm.shot(id).thenCompose(shot -> farm.frames(query));
    }
}
