package org.tablao.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.NewJob;
import org.tablao.core.server.ServerState;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.Submission;
import org.tablao.nodeapi.node.Refusal;
import org.tablao.nodeapi.node.RefusedException;
import org.tablao.pluginapi.schema.Problem;

/** Takes submissions: looks at them, has them compiled beside the owner's thread, and adds the job. */
final class SubmissionDesk implements AutoCloseable {
    private static final int LONGEST_KEY = 200;

    private final ServerRoom room;
    private final JobTypeCatalog types;
    private final JobCompiler compiler;

    SubmissionDesk(ServerRoom room, JobTypeCatalog types) {
        this.room = room;
        this.types = types;
        this.compiler = new JobCompiler(Duration.ofSeconds(room.config().compile_seconds()));
    }

    CompletionStage<JobView> submit(Caller caller, Submission submission, String idempotencyKey) {
        if (idempotencyKey.length() > LONGEST_KEY) {
            return CompletableFuture.failedFuture(new RefusedException(
                    Refusal.INVALID, "The idempotency key is longer than " + LONGEST_KEY + " characters.", ""));
        }
        return room.call((state, turn) -> first(state, submission, idempotencyKey))
                .thenCompose(first -> first.known().isPresent()
                        ? CompletableFuture.completedFuture(first.known().get())
                        : compile(caller, submission, idempotencyKey, first.problems())
                                .thenCompose(job -> add(caller, job)));
    }

    @Override
    public void close() {
        compiler.close();
    }

    /** @param known the job that the key made before */
    private record First(Optional<JobView> known, List<Problem> problems) {}

    private static First first(ServerState state, Submission submission, String idempotencyKey) {
        List<Problem> problems = new ArrayList<>(SubmissionCheck.problems(submission));
        String manager = submission.manager();
        if (!manager.isEmpty() && !state.managers().hasName(manager)) {
            problems.add(SubmissionCheck.unknownManager(manager));
        }
        Predicate<String> jobs = id -> state.jobs().find(id).isPresent();
        problems.addAll(new SchedulingCheck(jobs, state.limits().names()).problems(submission.scheduling()));
        return new First(state.jobs().findByIdempotencyKey(idempotencyKey).map(new JobViews(state)::job), problems);
    }

    private CompletionStage<NewJob> compile(
            Caller caller, Submission submission, String idempotencyKey, List<Problem> problems) {
        Optional<JobTypeCatalog.Offer> type = types.find(submission.type());
        if (type.isEmpty()) {
            List<Problem> all = new ArrayList<>(problems);
            all.add(0, SubmissionCheck.unknownType(submission.type(), types.names()));
            return CompletableFuture.failedFuture(SubmissionCheck.refusal(all));
        }
        return compiler.compile(
                new JobDraft(room.newId(), type.get(), submission, caller.name(), idempotencyKey, problems));
    }

    private CompletionStage<JobView> add(Caller caller, NewJob job) {
        return room.call((state, turn) -> {
            JobEntry made = state.submit(turn, job, room::newId, room.millis());
            // Another call with the same key may have been faster: then there is nothing new.
            if (!turn.changes().isEmpty()) {
                room.deeds()
                        .note(turn, caller, "submit job", made.id(), made.row().name());
            }
            return new JobViews(state).job(made);
        });
    }
}
