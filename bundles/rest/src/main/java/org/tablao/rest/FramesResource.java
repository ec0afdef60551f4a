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
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.FrameFiles;
import org.tablao.nodeapi.farm.FrameView;
import org.tablao.nodeapi.farm.Page;

/** Frames, and the pictures behind them. */
@Path("/frames")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class FramesResource {
    private final Farm farm;
    private final FrameFiles files;

    @Inject
    public FramesResource(Farm farm, FrameFiles files) {
        this.farm = farm;
        this.files = files;
    }

    @GET
    @Requires(Action.READ)
    public CompletionStage<Page<FrameView>> frames(
            @DefaultValue("") @QueryParam("shot") String shot,
            @DefaultValue("") @QueryParam("job") String job,
            @BeanParam FrameFilter filter) {
        return farm.frames(filter.query(shot, job));
    }

    @GET
    @Path("last")
    @Requires(Action.READ)
    public CompletionStage<Response> last() {
        return farm.lastFrame()
                .thenApply(frame ->
                        frame.map(Response::ok).orElseGet(Response::noContent).build());
    }

    @GET
    @Path("{id}")
    @Requires(Action.READ)
    public CompletionStage<FrameView> frame(@PathParam("id") String id) {
        return farm.frame(id);
    }

    @GET
    @Path("{id}/thumbnail")
    @Produces(MediaType.WILDCARD)
    @Requires(Action.READ)
    public CompletionStage<Response> thumbnail(
            @PathParam("id") String id,
            @DefaultValue("") @QueryParam("v") String version,
            @Context ContainerRequestContext request) {
        return files.thumbnail(id).thenApply(file -> FileAnswer.of(file, version, GateFeature.headersOf(request)));
    }

    @GET
    @Path("{id}/image")
    @Produces(MediaType.WILDCARD)
    @Requires(Action.READ)
    public CompletionStage<Response> image(
            @PathParam("id") String id,
            @DefaultValue("") @QueryParam("v") String version,
            @Context ContainerRequestContext request) {
        return files.image(id).thenApply(file -> FileAnswer.of(file, version, GateFeature.headersOf(request)));
    }
}
