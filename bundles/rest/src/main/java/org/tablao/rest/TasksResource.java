package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.farm.AttemptView;
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.TaskLogs;
import org.tablao.nodeapi.farm.TaskView;
import org.tablao.nodeapi.manager.Why;

/** Tasks, the attempts at them, and their logs. */
@Path("/tasks/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class TasksResource {
    private final Farm farm;
    private final TaskLogs logs;

    @Inject
    public TasksResource(Farm farm, TaskLogs logs) {
        this.farm = farm;
        this.logs = logs;
    }

    @GET
    @Requires(Action.READ)
    public CompletionStage<TaskView> task(@PathParam("id") String id) {
        return farm.task(id);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.CHANGE_JOB)
    public CompletionStage<TaskView> change(
            byte[] body, @PathParam("id") String id, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        String wanted = fields.requiredText("wanted", "Give run, pause, cancel or requeue.");
        fields.check("The change");
        return farm.want(GateFeature.callerOf(request), id, wanted);
    }

    @GET
    @Path("attempts")
    @Requires(Action.READ)
    public CompletionStage<List<AttemptView>> attempts(@PathParam("id") String id) {
        return farm.attempts(id);
    }

    @GET
    @Path("why")
    @Requires(Action.READ)
    public CompletionStage<Why> why(@PathParam("id") String id) {
        return farm.why(id);
    }

    @GET
    @Path("attempts/{n}/log")
    @Produces(MediaType.TEXT_PLAIN)
    @Requires(Action.READ)
    public CompletionStage<Response> log(
            @PathParam("id") String id,
            @PathParam("n") String number,
            @DefaultValue("") @QueryParam("offset") String offset,
            @DefaultValue("") @QueryParam("tail") String tail,
            @DefaultValue("") @HeaderParam("Range") String range) {
        int attempt = QueryText.wholeNumber("n", number, 1, Integer.MAX_VALUE, 1);
        LogAnswer log = new LogAnswer(logs, id + "." + attempt);
        if (!tail.isEmpty()) {
            return log.tail(QueryText.wholeNumber("tail", tail, 0, Long.MAX_VALUE, 0));
        }
        return range.isEmpty()
                ? log.from(QueryText.wholeNumber("offset", offset, 0, Long.MAX_VALUE, 0))
                : log.range(range);
    }
}
