package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.JobQuery;
import org.tablao.nodeapi.farm.JobTypeView;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.farm.Submission;
import org.tablao.nodeapi.farm.TaskView;

/** Jobs, and the types they can be of. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class JobsResource {
    private static final List<String> STATUSES =
            List.of("queued", "active", "paused", "completed", "failed", "cancelled", "archived");
    private static final int USUAL_PRIORITY = 50;

    private final Farm farm;

    @Inject
    public JobsResource(Farm farm) {
        this.farm = farm;
    }

    @GET
    @Path("jobs")
    @Requires(Action.READ)
    public CompletionStage<Page<JobView>> jobs(
            @QueryParam("status") List<String> statuses,
            @DefaultValue("") @QueryParam("project") String project,
            @DefaultValue("") @QueryParam("shot") String shot,
            @DefaultValue("") @QueryParam("text") String text,
            @DefaultValue("") @QueryParam("cursor") String cursor,
            @DefaultValue("") @QueryParam("limit") String limit) {
        return farm.jobs(new JobQuery(
                QueryText.someOf("status", String.join(",", statuses), STATUSES),
                project,
                shot,
                text,
                cursor,
                QueryText.limit(limit)));
    }

    @POST
    @Path("jobs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.SUBMIT_JOB)
    public CompletionStage<Response> submit(
            byte[] body,
            @DefaultValue("") @HeaderParam("Idempotency-Key") String idempotencyKey,
            @Context ContainerRequestContext request) {
        return farm.submit(GateFeature.callerOf(request), submission(body), idempotencyKey)
                .thenApply(job -> Response.status(Response.Status.CREATED)
                        .location(URI.create("jobs/" + job.id()))
                        .entity(job)
                        .build());
    }

    private static Submission submission(byte[] body) {
        BodyFields fields = new BodyFields(body);
        Submission submission = new Submission(
                fields.requiredText("type", "Give the name of a job type; GET /api/v1/job-types lists them."),
                fields.text("name"),
                fields.text("project"),
                fields.text("shot"),
                fields.wholeNumber("priority", 0, 100, USUAL_PRIORITY),
                fields.text("manager"),
                fields.values("settings"),
                SchedulingFields.read(fields.object("scheduling")));
        fields.check("The job");
        return submission;
    }

    @GET
    @Path("jobs/{id}")
    @Requires(Action.READ)
    public CompletionStage<JobView> job(@PathParam("id") String id) {
        return farm.job(id);
    }

    @POST
    @Path("jobs/{id}/cancel")
    @Requires(Action.CHANGE_JOB)
    public CompletionStage<JobView> cancel(@PathParam("id") String id, @Context ContainerRequestContext request) {
        return farm.cancel(GateFeature.callerOf(request), id);
    }

    @GET
    @Path("jobs/{id}/tasks")
    @Requires(Action.READ)
    public CompletionStage<Page<TaskView>> tasks(
            @PathParam("id") String id,
            @DefaultValue("") @QueryParam("cursor") String cursor,
            @DefaultValue("") @QueryParam("limit") String limit) {
        return farm.tasks(id, cursor, QueryText.limit(limit));
    }

    @GET
    @Path("job-types")
    @Requires(Action.READ)
    public List<JobTypeView> jobTypes() {
        return farm.jobTypes();
    }
}
