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
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.farm.BlockView;
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.JobChange;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.WorkerChange;
import org.tablao.nodeapi.farm.WorkerView;

/** What users want of jobs and workers that are there. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class WishesResource {
    private static final String WANTED_OF_A_JOB = "Give run, pause or cancel.";

    private final Farm farm;

    @Inject
    public WishesResource(Farm farm) {
        this.farm = farm;
    }

    @PATCH
    @Path("jobs/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.CHANGE_JOB)
    public CompletionStage<JobView> job(
            byte[] body, @PathParam("id") String id, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        JobChange change = new JobChange(fields.text("wanted"), fields.wholeNumber("priority", 0, 100, -1));
        if (change.wanted().isEmpty() && change.priority() < 0) {
            fields.wrong("wanted", "is missing, and priority too", WANTED_OF_A_JOB);
        }
        fields.check("The change");
        return farm.change(GateFeature.callerOf(request), id, change);
    }

    @POST
    @Path("jobs/{id}/requeue")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.CHANGE_JOB)
    public CompletionStage<JobView> requeue(
            byte[] body, @PathParam("id") String id, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        String tasks = fields.requiredText("tasks", "Give all, failed, or numbers such as 1-5,9.");
        fields.check("The requeue");
        return farm.requeue(GateFeature.callerOf(request), id, tasks);
    }

    @GET
    @Path("jobs/{id}/blocks")
    @Requires(Action.READ)
    public CompletionStage<List<BlockView>> blocks(@PathParam("id") String id) {
        return farm.blocks(id);
    }

    @DELETE
    @Path("jobs/{id}/blocks/{worker}")
    @Requires(Action.CHANGE_JOB)
    public CompletionStage<JobView> unblock(
            @PathParam("id") String id, @PathParam("worker") String worker, @Context ContainerRequestContext request) {
        return farm.unblock(GateFeature.callerOf(request), id, worker);
    }

    @PATCH
    @Path("workers/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.CHANGE_FARM)
    public CompletionStage<WorkerView> worker(
            byte[] body, @PathParam("id") String id, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        WorkerChange change = new WorkerChange(fields.text("wanted"), fields.has("schedule"), fields.text("schedule"));
        if (change.wanted().isEmpty() && !change.reschedules()) {
            fields.wrong("wanted", "is missing, and schedule too", "Give run, sleep or drain.");
        }
        fields.check("The change");
        return farm.change(GateFeature.callerOf(request), id, change);
    }
}
