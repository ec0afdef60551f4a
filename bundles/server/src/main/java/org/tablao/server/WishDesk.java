package org.tablao.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.tablao.core.ids.TaskId;
import org.tablao.core.owner.Turn;
import org.tablao.core.server.JobEntry;
import org.tablao.core.server.LiveJob;
import org.tablao.core.server.ServerState;
import org.tablao.core.state.TaskStatus;
import org.tablao.nodeapi.access.Caller;
import org.tablao.nodeapi.farm.BlockView;
import org.tablao.nodeapi.farm.JobChange;
import org.tablao.nodeapi.farm.JobView;
import org.tablao.nodeapi.farm.TaskView;
import org.tablao.nodeapi.farm.WorkerChange;
import org.tablao.nodeapi.farm.WorkerView;
import org.tablao.nodeapi.store.JobRow;
import org.tablao.nodeapi.store.WorkerRow;
import org.tablao.nodeapi.store.WorkerWishRow;

/** Where users say what they want of jobs, tasks and workers. Checks it all before anything is changed. */
final class WishDesk {
    private static final Set<String> OF_JOBS = Set.of("run", "pause", "cancel");
    private static final Set<String> OF_TASKS = Set.of("run", "pause", "cancel", "requeue");
    private static final Set<String> OF_WORKERS = Set.of("run", "sleep", "drain");

    private final ServerRoom room;
    private final JobDesk jobs;

    /** A job that memory has let go of, as its row was when its tasks were read. */
    private record Stored(JobRow row, LiveJob live) {}

    WishDesk(ServerRoom room, JobDesk jobs) {
        this.room = room;
        this.jobs = jobs;
    }

    CompletionStage<JobView> change(Caller caller, String jobId, JobChange change) {
        WishCheck.oneOf(change.wanted(), OF_JOBS);
        return room.call((state, turn) -> {
            JobEntry job = JobDesk.find(state, jobId);
            switch (change.wanted()) {
                case "run" -> state.jobWishes().resume(turn, job, room.millis());
                case "pause" -> state.jobWishes().pause(turn, job);
                case "cancel" -> state.jobWishes().cancel(turn, job, room.millis());
                default -> {
                    // Nothing else is wanted than before.
                }
            }
            if (change.priority() >= 0) {
                state.jobWishes().prioritize(turn, job, change.priority());
            }
            String priority = change.priority() < 0 ? "" : " priority " + change.priority();
            room.deeds().note(turn, caller, "change job", jobId, (change.wanted() + priority).strip());
            return new JobViews(state).job(job);
        });
    }

    CompletionStage<JobView> requeue(Caller caller, String jobId, String tasks) {
        String subject = WishCheck.subject(tasks);
        return withLive(jobId)
                .thenCompose(stored -> room.call((state, turn) -> {
                    JobEntry job = JobDesk.find(state, jobId);
                    WishCheck.within(subject, job.row().taskCount());
                    if (subject.equals("failed") && job.tasks().of(TaskStatus.FAILED) == 0) {
                        throw WishCheck.noneFailed(jobId);
                    }
                    requeue(state, turn, job, subject, stored);
                    room.deeds().note(turn, caller, "requeue tasks", jobId, "tasks " + subject);
                    return new JobViews(state).job(job);
                }));
    }

    CompletionStage<TaskView> want(Caller caller, String taskId, String wanted) {
        TaskId id = Answers.id("task", taskId, TaskId::parse);
        WishCheck.oneOf(wanted, OF_TASKS);
        CompletionStage<Optional<Stored>> loaded =
                wanted.equals("requeue") ? withLive(id.jobId()) : CompletableFuture.completedFuture(Optional.empty());
        return loaded.thenCompose(stored -> room.call((state, turn) -> {
                    JobEntry job = JobDesk.find(state, id.jobId());
                    if (id.number() < 1 || id.number() > job.row().taskCount()) {
                        throw Answers.notFound("task", taskId);
                    }
                    if (wanted.equals("requeue")) {
                        requeue(state, turn, job, String.valueOf(id.number()), stored);
                    } else {
                        state.jobWishes().wantOfTasks(turn, job, wanted, String.valueOf(id.number()));
                    }
                    room.deeds().note(turn, caller, "change task", taskId, wanted);
                    return true;
                }))
                .thenCompose(done -> jobs.task(taskId));
    }

    CompletionStage<List<BlockView>> blocks(String jobId) {
        return room.call((state, turn) -> {
            JobEntry job = JobDesk.find(state, jobId);
            return state.blocks().of(job.id()).stream()
                    .map(row -> new BlockView(
                            row.command(),
                            row.workerId(),
                            state.workers().name(row.workerId()),
                            row.failures(),
                            row.reason(),
                            JobViews.instant(row.atMillis())))
                    .toList();
        });
    }

    CompletionStage<JobView> unblock(Caller caller, String jobId, String workerId) {
        return room.call((state, turn) -> {
            JobEntry job = JobDesk.find(state, jobId);
            boolean blocked = state.blocks().of(jobId).stream()
                    .anyMatch(row -> row.workerId().equals(workerId));
            if (!blocked) {
                throw Answers.notFound("block of worker", workerId);
            }
            state.jobWishes().wantOfTasks(turn, job, "unblock", workerId);
            room.deeds().note(turn, caller, "unblock worker", jobId, "worker " + workerId);
            return new JobViews(state).job(job);
        });
    }

    CompletionStage<WorkerView> change(Caller caller, String workerId, WorkerChange change) {
        WishCheck.oneOf(change.wanted(), OF_WORKERS);
        WishCheck.schedule(change.schedule());
        return room.call((state, turn) -> {
            WorkerRow worker = state.workers().find(workerId).orElseThrow(() -> Answers.notFound("worker", workerId));
            WorkerWishRow before = state.workerWishes().of(worker);
            state.workerWishes()
                    .want(
                            turn,
                            worker,
                            change.wanted().isEmpty() ? before.wanted() : change.wanted(),
                            change.reschedules() ? change.schedule().strip() : before.schedule());
            String schedule =
                    change.reschedules() ? " schedule " + change.schedule().strip() : "";
            room.deeds()
                    .note(
                            turn,
                            caller,
                            "change worker",
                            workerId,
                            worker.name() + " " + (change.wanted() + schedule).strip());
            return new FarmViews(state).worker(worker);
        });
    }

    private void requeue(ServerState state, Turn turn, JobEntry job, String subject, Optional<Stored> read) {
        Optional<LiveJob> stored =
                read.filter(one -> one.row().equals(job.row())).map(Stored::live);
        if (job.live().isEmpty() && stored.isEmpty()) {
            throw WishCheck.again(job.id());
        }
        state.jobWishes().requeue(turn, job, subject, stored, room.millis());
    }

    /** The job's tasks and frames out of the store, where memory has let go of them. */
    private CompletionStage<Optional<Stored>> withLive(String jobId) {
        return room.call((state, turn) -> {
                    JobEntry job = JobDesk.find(state, jobId);
                    return job.live().isPresent() ? Optional.<JobRow>empty() : Optional.of(job.row());
                })
                .thenCompose(letGo -> letGo.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : room.read(store -> {
                            LiveJob live = new StateLoader(store).live(letGo.get());
                            live.cancelUnbegun();
                            return Optional.of(new Stored(letGo.get(), live));
                        }));
    }
}
