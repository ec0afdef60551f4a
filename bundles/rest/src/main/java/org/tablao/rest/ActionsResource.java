package org.tablao.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tablao.nodeapi.access.Access;
import org.tablao.nodeapi.access.Action;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.farm.Farm;
import org.tablao.nodeapi.farm.JobChange;
import org.tablao.nodeapi.node.RefusedException;

/** One action on many things, with an outcome for each. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public final class ActionsResource {
    private static final int MOST = 1000;
    private static final List<String> ACTIONS = List.of("pause", "resume", "cancel", "requeue", "requeue-failed");

    private final Farm farm;
    private final Access access;

    @Inject
    public ActionsResource(Farm farm, Access access) {
        this.farm = farm;
        this.access = access;
    }

    /** What came of one of the things. {@code refusal} is empty where it was done. */
    public record ActionOutcome(String id, boolean done, String refusal, String detail) {}

    @POST
    @Path("jobs/actions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.CHANGE_JOB)
    public CompletionStage<List<ActionOutcome>> onJobs(byte[] body, @Context ContainerRequestContext request) {
        BodyFields fields = new BodyFields(body);
        String action = fields.requiredText("action", "Give one of " + String.join(", ", ACTIONS) + ".");
        List<String> ids = fields.texts("ids");
        if (ids.isEmpty() || ids.size() > MOST) {
            fields.wrong("ids", "names " + ids.size() + " things", "Give from 1 to " + MOST + " ids.");
        }
        if (!action.isBlank() && !ACTIONS.contains(action)) {
            fields.wrong("action", "is not known: " + action, "Give one of " + String.join(", ", ACTIONS) + ".");
        }
        fields.check("The action");
        Caller caller = GateFeature.callerOf(request);
        return each(ids, id -> {
                    // The route was allowed for jobs in general; this one may be somebody else's.
                    access.authorize(caller, Action.CHANGE_JOB, id);
                    return act(caller, action, id);
                })
                .thenApply(outcomes -> {
                    refused(action, outcomes).ifPresent(told -> request.setProperty(AuditFilter.REFUSED_PARTLY, told));
                    return outcomes;
                });
    }

    /** For the audit, which has what was done of each job's own change: 50 ids fit, the number is that of all. */
    private static Optional<String> refused(String action, List<ActionOutcome> outcomes) {
        List<String> refused = outcomes.stream()
                .filter(outcome -> !outcome.done())
                .map(ActionOutcome::id)
                .toList();
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(action + ": " + refused.size() + " of " + outcomes.size() + " refused: "
                        + String.join(" ", refused));
    }

    private CompletionStage<?> act(Caller caller, String action, String id) {
        return switch (action) {
            case "pause" -> farm.change(caller, id, new JobChange("pause", -1));
            case "resume" -> farm.change(caller, id, new JobChange("run", -1));
            case "cancel" -> farm.cancel(caller, id);
            case "requeue" -> farm.requeue(caller, id, "all");
            default -> farm.requeue(caller, id, "failed");
        };
    }

    /** One after the other, in the order of the ids. */
    private static CompletionStage<List<ActionOutcome>> each(
            List<String> ids, Function<String, CompletionStage<?>> action) {
        CompletionStage<List<ActionOutcome>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (String id : ids) {
            all = all.thenCompose(done -> one(id, action).thenApply(outcome -> {
                done.add(outcome);
                return done;
            }));
        }
        return all;
    }

    private static CompletionStage<?> started(String id, Function<String, CompletionStage<?>> action) {
        try {
            return action.apply(id);
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletionStage<ActionOutcome> one(String id, Function<String, CompletionStage<?>> action) {
        CompletableFuture<ActionOutcome> outcome = new CompletableFuture<>();
        started(id, action).whenComplete((view, failure) -> {
            Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
            if (failure == null) {
                outcome.complete(new ActionOutcome(id, true, "", ""));
            } else if (cause instanceof RefusedException refused) {
                outcome.complete(new ActionOutcome(id, false, refused.refusal().wireName(), refused.getMessage()));
            } else {
                outcome.completeExceptionally(cause);
            }
        });
        return outcome;
    }
}
