package org.tablao.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tablao.core.ids.TaskId;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.LiveJob;
import org.tablao.core.server.ServerState;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.farm.AttemptView;
import org.tablao.nodeapi.farm.JobQuery;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.Page;
import org.tablao.nodeapi.farm.TaskView;
import org.tablao.nodeapi.store.BlobRow;

/** Shows jobs, tasks and attempts: from memory while they go on, else from the store. */
final class JobDesk {
    private final ServerRoom room;
    private final LastFrames lastFrames;

    JobDesk(ServerRoom room) {
        this.room = room;
        this.lastFrames = new LastFrames(room);
    }

    CompletionStage<JobView> cancel(Caller caller, String jobId) {
        return room.call((state, turn) -> {
            JobEntry job = find(state, jobId);
            state.jobWishes().cancel(turn, job, room.millis());
            room.deeds().note(turn, caller, "cancel job", jobId, "");
            return new JobViews(state).job(job);
        });
    }

    CompletionStage<Page<JobView>> jobs(JobQuery query) {
        return lastFrames
                .ofJobs(state -> page(state, query, JobEntry::id).items())
                .thenCompose(done -> room.call((state, turn) -> page(state, query, new JobViews(state)::job)));
    }

    CompletionStage<JobView> job(String jobId) {
        return lastFrames
                .ofJobs(state -> List.of(find(state, jobId).id()))
                .thenCompose(done -> room.call((state, turn) -> new JobViews(state).job(find(state, jobId))));
    }

    CompletionStage<Page<TaskView>> tasks(String jobId, String cursor, int limit) {
        Paging.check(limit);
        int offset = Paging.offset(cursor);
        return withTasks(jobId, (state, live) -> {
            List<TaskView> items = new ArrayList<>();
            JobViews views = new JobViews(state);
            for (int number = offset + 1; number <= live.size() && items.size() < limit; number++) {
                items.add(views.task(live, number));
            }
            return Paging.counted(items, offset, live.size());
        });
    }

    CompletionStage<TaskView> task(String taskId) {
        TaskId id = Answers.id("task", taskId, TaskId::parse);
        return withTasks(id.jobId(), (state, live) -> {
            if (!live.has(id.number())) {
                throw Answers.notFound("task", taskId);
            }
            return new JobViews(state).task(live, id.number());
        });
    }

    CompletionStage<List<AttemptView>> attempts(String taskId) {
        TaskId id = Answers.id("task", taskId, TaskId::parse);
        return task(taskId)
                .thenCompose(task -> room.read(store -> store.attempts(id.jobId(), Optional.of(id.number()))))
                .thenCompose(rows -> room.call((state, turn) ->
                        rows.stream().map(new JobViews(state)::attempt).toList()));
    }

    static JobEntry find(ServerState state, String jobId) {
        return state.jobs().find(jobId).orElseThrow(() -> Answers.notFound("job", jobId));
    }

    private static <V> Page<V> page(ServerState state, JobQuery query, Function<JobEntry, V> view) {
        String text = query.text().toLowerCase(Locale.ROOT);
        String project = query.project().isEmpty()
                ? ""
                : state.projects()
                        .findProject(query.project())
                        .map(row -> row.id())
                        .orElse("-");
        Predicate<JobEntry> wanted = job -> (query.statuses().isEmpty()
                        || query.statuses().contains(job.row().status()))
                && (project.isEmpty() || job.row().projectId().equals(project))
                && (query.shot().isEmpty() || job.row().shotId().equals(query.shot()))
                && (text.isEmpty() || job.row().name().toLowerCase(Locale.ROOT).contains(text));
        return Paging.keyed(state.jobs().newest(), wanted, query.cursor(), query.limit(), view);
    }

    /** Shows tasks. */
    private interface Showing<T> {
        T show(ServerState state, LiveJob live);
    }

    /** The tasks of a job: those in memory, else those of the store. */
    private <T> CompletionStage<T> withTasks(String jobId, Showing<T> showing) {
        CompletionStage<Optional<T>> fromMemory =
                room.call((state, turn) -> find(state, jobId).live().map(live -> showing.show(state, live)));
        return fromMemory.thenCompose(shown ->
                shown.isPresent() ? CompletableFuture.completedFuture(shown.get()) : fromStore(jobId, showing));
    }

    private <T> CompletionStage<T> fromStore(String jobId, Showing<T> showing) {
        return room.call((state, turn) -> find(state, jobId).row().planSha256())
                .thenCompose(sha256 -> room.read(store -> {
                    BlobRow blob = store.blob(sha256).orElseThrow(() -> Answers.notFound("plan of job", jobId));
                    LiveJob stored = new LiveJob(Json.plan(blob.bytes()), List.of());
                    store.tasks(jobId).forEach(stored::load);
                    stored.cancelUnbegun();
                    return stored;
                }))
                .thenCompose(stored -> room.call((state, turn) -> showing.show(state, stored)));
    }
}
